import { type Fields, fieldsOf, integerOf, listOf } from '@k8s-blocks/manifest';
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
  readonly containers: readonly PlacedContainer[];
  /** How many pods there are to be, where the object says so. */
  readonly replicas?: number;
}

/** A container, an init container too, and its path. */
export interface PlacedContainer {
  readonly fields: Fields;
  readonly path: string;
}

/** Kinds that state a number of replicas; "defaults to 1". */
const SCALED_KINDS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController']);

/** Where the kinds keep their pods. */
const TEMPLATE_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['Pod', []],
]);

/** The workload that an object is; none if it makes no pods. */
export function workloadsOf(object: BuiltObject): Workload[] {
  const [pod] = clusterOf([object.fields]).pods;
  if (pod === undefined) return [];
  const steps = TEMPLATE_PATHS.get(object.kind) ?? ['spec', 'template'];
  const template = steps.reduce<Fields>((fields, step) => fieldsOf(fields[step]), object.fields);
  const spec = fieldsOf(template.spec);
  const specPath = [...steps, 'spec'].join('.');
  const replicas = integerOf(fieldsOf(object.fields.spec).replicas) ?? 1;
  return [
    {
      object,
      namespace: pod.namespace,
      pod,
      metadata: fieldsOf(template.metadata),
      metadataPath: [...steps, 'metadata'].join('.'),
      spec,
      specPath,
      containers: ['initContainers', 'containers'].flatMap((list) =>
        listOf(spec[list]).map((fields, index) => ({
          fields: fieldsOf(fields),
          path: `${specPath}.${list}[${index}]`,
        })),
      ),
      ...(SCALED_KINDS.has(object.kind) ? { replicas } : {}),
    },
  ];
}
