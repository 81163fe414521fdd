import { type Fields, fieldsOf, isFields, type KubernetesObject, nonEmptyTextOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/** Which object of a cluster: its identity, and the version in which it is asked for. */
export interface ObjectAddress {
  /** Group and version: `apps/v1`; `v1` of the core group. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Needed for kinds that are in namespaces; none is guessed. Ignored for kinds of the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
}

/** An object to send: any fields of its kind, but a name, which is not generated. */
export type ObjectToSend = KubernetesObject | (KubernetesObject & Fields);

/** The metadata of an object as a server has it. */
export interface ClusterMetadata extends Fields {
  readonly name: string;
  /** Absent for objects of the whole cluster. */
  readonly namespace?: string;
  /** Another one for each object that ever was, also of the same name. Empty for one that is listed without it. */
  readonly uid: string;
  /** Changes with each change of the object: an opaque text. */
  readonly resourceVersion: string;
}

/** An object as a server has it: the fields that every one has, and any others. */
export interface ClusterObject extends Fields {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ClusterMetadata;
}

/**
 * The object of an answer; undefined if it is none. In lists of built-in kinds, items have neither apiVersion nor kind.
 *
 * @param of what the server was asked for.
 */
export function clusterObject(
  value: unknown,
  of: { readonly apiVersion: string; readonly kind: string },
): ClusterObject | undefined {
  if (!isFields(value) || !isFields(value.metadata)) return undefined;
  const { metadata } = value;
  const { name, namespace, uid, resourceVersion } = metadata;
  if (typeof name !== 'string') return undefined;
  return {
    ...value,
    apiVersion: nonEmptyTextOf(value.apiVersion) ?? of.apiVersion,
    kind: nonEmptyTextOf(value.kind) ?? of.kind,
    metadata: {
      ...metadata,
      name,
      ...(typeof namespace === 'string' ? { namespace } : {}),
      uid: typeof uid === 'string' ? uid : '',
      resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
    },
  };
}

/**
 * The address of an object.
 *
 * @throws Refusal if it has no name.
 */
export function addressOf(object: ObjectToSend): ObjectAddress {
  const { apiVersion, kind } = object;
  const { name: anyName, namespace: anyNamespace } = fieldsOf(object.metadata);
  const [name, namespace] = [nonEmptyTextOf(anyName), nonEmptyTextOf(anyNamespace)];
  if (name !== undefined) return { apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) };
  throw new Refusal({
    object: kind,
    field: 'metadata.name',
    problem: 'It has no name, so that it cannot be told from others.',
    remedy: 'Give it a name; names that the server generates would be others at each apply.',
  });
}
