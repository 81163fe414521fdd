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

/** A use of a ConfigMap or Secret that a running pod reads but once, when it starts. */
export interface ReadOnce {
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
export function readOnce(object: BuiltObject): readonly ReadOnce[] {
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
