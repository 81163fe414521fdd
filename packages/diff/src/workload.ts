import type { BuiltObject } from './built-object.ts';
import { type Fields, fieldsOf, listOf, textOf, valueAt } from './fields.ts';

/** Where the kinds that make pods keep the template of them. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  'apps Deployment': ['spec', 'template'],
  'apps StatefulSet': ['spec', 'template'],
  'apps DaemonSet': ['spec', 'template'],
  'apps ReplicaSet': ['spec', 'template'],
  'batch Job': ['spec', 'template'],
  'batch CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

/** The path of the template of an object's pods; nothing if it makes none. Of a Pod it is the object itself. */
export function templatePath({ type }: Pick<BuiltObject, 'type'>): readonly string[] | undefined {
  return Object.hasOwn(TEMPLATES, type) ? TEMPLATES[type] : undefined;
}

/** A workload that reads a ConfigMap or Secret when its pods start. */
export interface Reader {
  readonly workload: BuiltObject;
  /** Whether it reads a key of it. */
  readonly reads: (key: string) => boolean;
}

/** Finds the readers of ConfigMaps and Secrets among objects, in their order. Each object is looked through once. */
export function readersAmong(objects: readonly BuiltObject[]): (data: BuiltObject) => readonly Reader[] {
  const found = new Map<string, Map<BuiltObject, ReadOnce[]>>();
  for (const workload of objects) {
    for (const read of readOnce(workload)) {
      const place = placeOf({ ...read, namespace: workload.namespace });
      const readers = found.get(place) ?? new Map<BuiltObject, ReadOnce[]>();
      const reads = readers.get(workload) ?? [];
      reads.push(read);
      found.set(place, readers.set(workload, reads));
    }
  }
  return (data) => [...(found.get(placeOf(data)) ?? [])].map(readerOf);
}

function placeOf({ kind, namespace, name }: Pick<BuiltObject, 'kind' | 'name'> & { namespace?: string | undefined }) {
  return JSON.stringify([kind, namespace, name]);
}

function readerOf([workload, reads]: readonly [BuiltObject, readonly ReadOnce[]]): Reader {
  const keys = new Set(reads.map(({ key }) => key));
  return { workload, reads: (key) => keys.has(undefined) || keys.has(key) };
}

/** A use of a ConfigMap or Secret that a running pod reads but once, when it starts. */
interface ReadOnce {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** The one key that is read; absent where all are. */
  readonly key?: string;
}

/**
 * What the pods of an object read at their start and never again: variables, and files that are mounted by `subPath`.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
 */
function readOnce(object: BuiltObject): readonly ReadOnce[] {
  const path = templatePath(object);
  if (path === undefined) return [];
  const spec = fieldsOf(valueAt(object.fields, [...path, 'spec']));
  const containers = [...listOf(spec.initContainers), ...listOf(spec.containers)].map(fieldsOf);
  return [
    ...containers.flatMap((container) => listOf(container.envFrom).map(fieldsOf).flatMap(fromSource)),
    ...containers.flatMap((container) => listOf(container.env).map(fieldsOf).flatMap(fromVariable)),
    ...containers.flatMap((container) => fromSubPaths(container, listOf(spec.volumes).map(fieldsOf))),
  ];
}

function fromSource({ configMapRef, secretRef }: Fields): readonly ReadOnce[] {
  return [...named('ConfigMap', fieldsOf(configMapRef).name), ...named('Secret', fieldsOf(secretRef).name)];
}

function fromVariable({ valueFrom }: Fields): readonly ReadOnce[] {
  const { configMapKeyRef, secretKeyRef } = fieldsOf(valueFrom);
  return [
    ...named('ConfigMap', fieldsOf(configMapKeyRef).name, fieldsOf(configMapKeyRef).key),
    ...named('Secret', fieldsOf(secretKeyRef).name, fieldsOf(secretKeyRef).key),
  ];
}

function fromSubPaths({ volumeMounts }: Fields, volumes: readonly Fields[]): readonly ReadOnce[] {
  const mounts = listOf(volumeMounts)
    .map(fieldsOf)
    .filter(({ subPath }) => textOf(subPath) !== undefined);
  const mounted = new Set(mounts.map(({ name }) => name));
  return volumes
    .filter(({ name }) => mounted.has(name))
    .flatMap(({ configMap, secret }) => [
      ...named('ConfigMap', fieldsOf(configMap).name),
      ...named('Secret', fieldsOf(secret).secretName),
    ]);
}

function named(kind: ReadOnce['kind'], name: unknown, key?: unknown): readonly ReadOnce[] {
  const [ofName, ofKey] = [textOf(name), textOf(key)];
  if (ofName === undefined) return [];
  return [{ kind, name: ofName, ...(ofKey === undefined ? {} : { key: ofKey }) }];
}
