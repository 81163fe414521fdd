import { groupBy, groupOf } from '@k8s-blocks/manifest';
import { isClusterScoped } from './cluster-scope.ts';

/** An object of a layer: the name that it is written with, and those that the cluster is to hold. */
export interface NamedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly group: string;
  /** The name in the file, to which Kustomize adds the prefix and the suffix. */
  readonly written: string;
  readonly name: string;
  /** The namespace in the file, where it is another's than that of the layer. */
  readonly foreignNamespace: string | undefined;
  /** Undefined for objects of the whole cluster. */
  readonly namespace: string | undefined;
}

/** What the names of an object depend on. */
interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: unknown };
}

/** What names in a layer depend on. */
export interface Naming {
  readonly namespace: string;
  readonly namePrefix: string;
  readonly nameSuffix: string;
}

/** The names of an object in a layer. */
export function namedObject(object: WrittenObject, naming: Naming): NamedObject {
  const { apiVersion, kind, metadata } = object;
  const group = groupOf(apiVersion);
  const foreignNamespace = foreignNamespaceOf(object, naming.namespace);
  return {
    apiVersion,
    kind,
    group,
    written: metadata.name,
    name: nameOf(object, naming),
    foreignNamespace,
    namespace: isClusterScoped(object) ? undefined : (foreignNamespace ?? naming.namespace),
  };
}

/**
 * The name that Kustomize gives to an object: without prefix and suffix where the name says what the object is.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.0.1/api/internal/builtins/PrefixTransformer.go
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.0.1/api/internal/builtins/SuffixTransformer.go
 */
function nameOf({ apiVersion, kind, metadata: { name } }: WrittenObject, naming: Naming): string {
  const group = groupOf(apiVersion);
  if (kind === 'Namespace') return group === '' ? naming.namespace : name;
  const isApiService = kind === 'APIService' && group === 'apiregistration.k8s.io';
  return kind === 'CustomResourceDefinition' || isApiService ? name : affixed(name, naming);
}

/** A name with the prefix and the suffix. */
export function affixed(name: string, { namePrefix, nameSuffix }: Pick<Naming, 'namePrefix' | 'nameSuffix'>): string {
  return `${namePrefix}${name}${nameSuffix}`;
}

/** A name without the prefix and the suffix; undefined if it does not have both, or there is neither. */
export function withoutAffixes(
  name: string,
  { namePrefix, nameSuffix }: Pick<Naming, 'namePrefix' | 'nameSuffix'>,
): string | undefined {
  const bare = name.slice(namePrefix.length, name.length - nameSuffix.length);
  return bare !== name && bare !== '' && name === affixed(bare, { namePrefix, nameSuffix }) ? bare : undefined;
}

/** The namespace that an object names, where it is not that of the layer. */
function foreignNamespaceOf(object: WrittenObject, own: string): string | undefined {
  const { namespace } = object.metadata;
  if (typeof namespace !== 'string' || namespace === '' || namespace === own) return undefined;
  return isClusterScoped(object) ? undefined : namespace;
}

/** Objects by the name that they are written with, and by the one that the cluster is to hold. */
export interface NameIndex {
  readonly all: readonly NamedObject[];
  readonly byWritten: ReadonlyMap<string, readonly NamedObject[]>;
  readonly byName: ReadonlyMap<string, readonly NamedObject[]>;
}

export function nameIndex(objects: readonly NamedObject[]): NameIndex {
  return {
    all: objects,
    byWritten: groupBy(objects, ({ written }) => [written]),
    byName: groupBy(objects, ({ name }) => [name]),
  };
}
