import {
  type Fields,
  fieldsOf,
  findKind,
  formatPath,
  integerOf,
  listOf,
  podTemplateOf,
  type Reference,
  referencesOf,
} from '@k8s-blocks/manifest';
import { clusterOf, type Pod } from '@k8s-blocks/reachability';
import type { BuiltObject } from './built-object.ts';

/** An object that makes pods, or a pod itself. */
export interface Workload {
  readonly object: BuiltObject;
  readonly namespace: string;
  /** The pod that stands for all its replicas. */
  readonly pod: Pod;
  /** The pod's metadata and spec, and the path of each in the object. */
  readonly metadata: Fields;
  readonly metadataPath: string;
  readonly spec: Fields;
  readonly specPath: string;
  readonly containers: readonly LocatedContainer[];
  /** What the object refers to by name. */
  readonly references: readonly Reference[];
  /** The number of pods, for kinds that scale. */
  readonly replicas?: number;
}

/** A container, an init container too, and its path. */
export interface LocatedContainer {
  readonly fields: Fields;
  readonly path: string;
}

/** The workload that an object is; none if it makes no pods. */
export function workloadsOf(object: BuiltObject): Workload[] {
  const [pod] = clusterOf([object.fields]).pods;
  const made = podTemplateOf(object.fields);
  if (pod === undefined || made === undefined) return [];
  const { template, path } = made;
  const spec = fieldsOf(template.spec);
  const specPath = formatPath([...path, 'spec']);
  const replicas = integerOf(fieldsOf(object.fields.spec).replicas) ?? 1;
  return [
    {
      object,
      namespace: pod.namespace,
      pod,
      metadata: fieldsOf(template.metadata),
      metadataPath: formatPath([...path, 'metadata']),
      spec,
      specPath,
      containers: ['initContainers', 'containers'].flatMap((list) =>
        listOf(spec[list]).map((fields, index) => ({
          fields: fieldsOf(fields),
          path: `${specPath}.${list}[${index}]`,
        })),
      ),
      references: referencesOf(object.fields),
      ...(findKind(object.reference)?.scales === true ? { replicas } : {}),
    },
  ];
}
