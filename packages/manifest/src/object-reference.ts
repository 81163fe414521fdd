import { groupOf } from './api-version.ts';
import { fieldsOf, nonEmptyTextOf } from './fields.ts';
import { findKind } from './kinds.ts';
import { shortName } from './short-name.ts';

/**
 * What tells an object from every other of a cluster. The version is not part of it: an API server serves one and the same
 * object in all versions of its group.
 */
export interface ObjectReference {
  /** The API group: `apps`. The core group, that of Pods and Services, is the empty text. */
  readonly group: string;
  readonly kind: string;
  /** Absent of objects of the whole cluster, and of custom resources that name none. */
  readonly namespace?: string;
  readonly name: string;
}

/**
 * The reference to an object. One of a namespaced kind of Kubernetes is in `default` where it names no namespace; whether a
 * custom resource is in one is not known, so it is given none. Undefined if the value cannot be told from other objects: it
 * is not an object, or has no kind or no name (also where an API server is to make one of `generateName`).
 *
 * @param object any value; foreign manifests may hold anything.
 */
export function referenceOf(object: unknown): ObjectReference | undefined {
  const { apiVersion, kind: anyKind, metadata } = fieldsOf(object);
  const { name: anyName, namespace: anyNamespace } = fieldsOf(metadata);
  const [kind, name] = [nonEmptyTextOf(anyKind), nonEmptyTextOf(anyName)];
  if (kind === undefined || name === undefined) return undefined;
  const group = groupOf(apiVersion);
  const scope = findKind({ group, kind })?.scope;
  const namespace = nonEmptyTextOf(anyNamespace) ?? (scope === 'Namespaced' ? 'default' : undefined);
  return { group, kind, ...(namespace === undefined || scope === 'Cluster' ? {} : { namespace }), name };
}

/**
 * A text for maps and sets that is equal for two references exactly if they refer to the same object, whatever characters
 * are in their names. It is not for people: see {@link formatReference}.
 */
export function keyOf({ group, kind, namespace = '', name }: ObjectReference): string {
  return JSON.stringify([group, kind, namespace, name]);
}

/** Whether two references refer to the same object. */
export function isSameObject(one: ObjectReference, other: ObjectReference): boolean {
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    one.group === other.group &&
    (one.namespace ?? '') === (other.namespace ?? '')
  );
}

/**
 * A reference as people read it: `Deployment web`.
 *
 * @param options.withNamespace `Deployment web in shop`, so that two of one name can be told apart. Default: without.
 */
export function formatReference(
  { kind, namespace, name }: Pick<ObjectReference, 'kind' | 'namespace' | 'name'>,
  { withNamespace = false }: { readonly withNamespace?: boolean } = {},
): string {
  const inNamespace = withNamespace && namespace !== undefined ? ` in ${shortName(namespace)}` : '';
  return `${shortName(kind)} ${shortName(name)}${inNamespace}`;
}

/**
 * What to call any value that should be an object, also one that has no name: `Deployment web`, `Job import-…` of one with
 * `generateName`, `Deployment` where only the kind is known.
 *
 * @param unnamed what to call it if not even its kind is known.
 */
export function formatObject(object: unknown, unnamed: string): string {
  const { kind, metadata } = fieldsOf(object);
  const { name, generateName } = fieldsOf(metadata);
  const what = shortName(nonEmptyTextOf(kind) ?? unnamed);
  const prefix = nonEmptyTextOf(generateName);
  const called = nonEmptyTextOf(name) ?? (prefix === undefined ? undefined : `${shortName(prefix)}…`);
  return called === undefined ? what : `${what} ${shortName(called)}`;
}
