import { fieldsOf, isFields, textOf } from './fields.ts';
import { shortName } from './short-name.ts';

/**
 * What makes two objects of a cluster one and the same. The version of the API takes no part in it: a cluster serves one
 * object in every version.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export interface ObjectReference {
  /** The API group: `apps`; empty for the core. */
  readonly group: string;
  readonly kind: string;
  /** Absent for objects of the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
}

/** Kinds whose objects are in `default` where they name no namespace. Others may be objects of the whole cluster. */
const NAMESPACED_KINDS = new Set([
  'ConfigMap',
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Job',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'ReplicaSet',
  'ReplicationController',
  'Secret',
  'Service',
  'ServiceAccount',
  'StatefulSet',
]);

/** The group of an API version: `apps` of `apps/v1`, empty for the core's `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/**
 * The reference of an object. One of a kind that is known to be namespaced is in `default` where it names no namespace.
 * Undefined if the value is not an object with a kind and a name.
 */
export function referenceOf(value: unknown): ObjectReference | undefined {
  if (!isFields(value)) return undefined;
  const kind = textOf(value.kind) ?? '';
  const metadata = fieldsOf(value.metadata);
  const name = textOf(metadata.name) ?? '';
  if (kind === '' || name === '') return undefined;
  const namespace = textOf(metadata.namespace) || (NAMESPACED_KINDS.has(kind) ? 'default' : undefined);
  const group = groupOf(textOf(value.apiVersion) ?? '');
  return { group, kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

/** The reference as the key of a map: equal for references to the same object, and for no others. Not to be shown. */
export function keyOf({ group, kind, namespace = '', name }: ObjectReference): string {
  return JSON.stringify([group, kind, namespace, name]);
}

/** The reference as it is shown: `Deployment web in shop`, or `Namespace shop`. */
export function formatReference({ kind, namespace, name }: ObjectReference): string {
  const title = `${shortName(kind)} ${shortName(name)}`;
  return namespace === undefined ? title : `${title} in ${shortName(namespace)}`;
}
