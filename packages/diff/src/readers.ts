import {
  fieldsOf,
  keyOf,
  listOf,
  nonEmptyTextOf,
  podTemplateOf,
  type Reference,
  referencesOf,
} from '@k8s-blocks/manifest';
import type { ComparedObject } from './compared-object.ts';

/** A workload that reads a ConfigMap or Secret when its pods start. */
export interface Reader {
  readonly workload: ComparedObject;
  /** Whether it reads a key of it. */
  readonly reads: (key: string) => boolean;
}

/** Finds the workloads that read a ConfigMap or Secret when their pods start, in the order of the objects. */
export function readersAmong(objects: readonly ComparedObject[]): (data: ComparedObject) => readonly Reader[] {
  const found = new Map<string, Map<ComparedObject, Reference[]>>();
  for (const workload of objects) {
    for (const reference of readOnce(workload)) {
      const key = keyOf(reference.to);
      const readers = found.get(key) ?? new Map<ComparedObject, Reference[]>();
      const references = readers.get(workload) ?? [];
      references.push(reference);
      found.set(key, readers.set(workload, references));
    }
  }
  return (data) => [...(found.get(data.key) ?? [])].map(readerOf);
}

function readerOf([workload, references]: readonly [ComparedObject, readonly Reference[]]): Reader {
  const keys = new Set(references.map(({ key }) => key));
  return { workload, reads: (key) => keys.has(undefined) || keys.has(key) };
}

/**
 * The ConfigMaps and Secrets that the pods of an object read at their start and never again: as variables, and as files that
 * are mounted by `subPath`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
 */
function readOnce({ fields }: ComparedObject): readonly Reference[] {
  const template = podTemplateOf(fields);
  if (template === undefined) return [];
  const volumes = volumesBySubPath(template.template.spec);
  const specLength = [...template.path, 'spec'].length;
  return referencesOf(fields).filter(({ path, to }) => {
    if (to.kind !== 'ConfigMap' && to.kind !== 'Secret') return false;
    const [list, index, source] = path.slice(specLength);
    return list === 'volumes' ? volumes.has(index) : source === 'env' || source === 'envFrom';
  });
}

/** The positions of the volumes that a container mounts by `subPath`. */
function volumesBySubPath(podSpec: unknown): ReadonlySet<unknown> {
  const { initContainers, containers, volumes } = fieldsOf(podSpec);
  const mounts = [...listOf(initContainers), ...listOf(containers)]
    .flatMap((container) => listOf(fieldsOf(container).volumeMounts))
    .map(fieldsOf)
    .filter(({ subPath }) => nonEmptyTextOf(subPath) !== undefined);
  const mounted = new Set(mounts.map(({ name }) => name));
  return new Set([...listOf(volumes).keys()].filter((index) => mounted.has(fieldsOf(listOf(volumes)[index]).name)));
}
