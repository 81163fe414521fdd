import { groupOf } from './api-version.ts';
import { fieldsOf, nonEmptyTextOf } from './fields.ts';
import { isNamespaced } from './kinds.ts';
import { shortName } from './short-name.ts';

/**
 * The identity of an object in a cluster. The version is not a part of it: an API server serves the same object in all
 * versions of its group.
 */
export interface ObjectReference {
  /** The API group: `apps`; empty for the core group, that of Pods and Services. */
  readonly group: string;
  readonly kind: string;
  /** Absent for objects of the whole cluster, and for custom resources that name no namespace. */
  readonly namespace?: string;
  readonly name: string;
}

/**
 * The reference to an object. An object of a namespaced kind of Kubernetes that names no namespace is in `default`; whether a
 * custom resource is in a namespace is not known, so it gets none. Undefined if the value has no identity: it is not an
 * object, or has no kind or no name (also if it has a `generateName`).
 *
 * @param object any value; foreign manifests may hold anything.
 */
export function referenceOf(object: unknown): ObjectReference | undefined {
  const { apiVersion, kind: anyKind, metadata } = fieldsOf(object);
  const { name: anyName, namespace: anyNamespace } = fieldsOf(metadata);
  const [kind, name] = [nonEmptyTextOf(anyKind), nonEmptyTextOf(anyName)];
  if (kind === undefined || name === undefined) return undefined;
  const group = groupOf(apiVersion);
  const inNamespace = isNamespaced({ group, kind });
  const namespace = nonEmptyTextOf(anyNamespace) ?? (inNamespace === true ? 'default' : undefined);
  return { group, kind, ...(namespace === undefined || inNamespace === false ? {} : { namespace }), name };
}

/**
 * The key of a reference in maps and sets: equal for two references if and only if they refer to the same object. For text
 * that users read, see {@link formatReference}.
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
 * A reference in a message: `Deployment web`.
 *
 * @param options.withNamespace whether the namespace is added: `Deployment web in shop`. Default: false.
 */
export function formatReference(
  { kind, namespace, name }: Pick<ObjectReference, 'kind' | 'namespace' | 'name'>,
  { withNamespace = false }: { readonly withNamespace?: boolean } = {},
): string {
  const inNamespace = withNamespace && namespace !== undefined ? ` in ${shortName(namespace)}` : '';
  return `${shortName(kind)} ${shortName(name)}${inNamespace}`;
}

/**
 * An object in a message, also one without a name: `Deployment web`, `Job import-…` with a `generateName`, `Deployment` with
 * neither.
 *
 * @param unnamed the text instead of the kind, if the object has none.
 */
export function formatObject(object: unknown, unnamed: string): string {
  const { kind, metadata } = fieldsOf(object);
  const { name, generateName } = fieldsOf(metadata);
  const what = shortName(nonEmptyTextOf(kind) ?? unnamed);
  const prefix = nonEmptyTextOf(generateName);
  const called = nonEmptyTextOf(name) ?? (prefix === undefined ? undefined : `${shortName(prefix)}…`);
  return called === undefined ? what : `${what} ${shortName(called)}`;
}
