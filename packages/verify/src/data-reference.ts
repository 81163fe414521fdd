import { formatPath } from '@k8s-blocks/manifest';
import type { Workload } from './workload.ts';

/** A use of a ConfigMap or a Secret by a pod. */
export interface DataReference {
  readonly workload: Workload;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** The one key that is used; absent where all are. */
  readonly key?: string;
  readonly optional: boolean;
  /** The path of the name. */
  readonly field: string;
  /** The path of the key; that of the name where all are used. */
  readonly keyField: string;
}

/**
 * The ConfigMaps and Secrets that the pods of a workload use: as variables, as files, and to pull images.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function dataReferences(workload: Workload): DataReference[] {
  return workload.references.flatMap(({ to: { group, kind, name }, key, optional, path, keyPath = path }) => {
    if (group !== '' || (kind !== 'ConfigMap' && kind !== 'Secret')) return [];
    const fields = { field: formatPath(path), keyField: formatPath(keyPath) };
    return [{ workload, kind, name, optional, ...fields, ...(key === undefined ? {} : { key }) }];
  });
}
