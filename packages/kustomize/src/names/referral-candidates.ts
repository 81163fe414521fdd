import { isList, isMap } from '../plain-data.ts';
import type { PlainObject } from '../plain-object.ts';
import { isClusterScopedToKustomize } from './cluster-scope.ts';
import { type FollowedName, isSelected } from './followed-fields.ts';
import type { NamedObject, NameIndex } from './named-object.ts';

/** An object whose names Kustomize follows. */
export interface Referrer {
  readonly object: PlainObject;
  readonly names: NamedObject;
}

/**
 * The objects that Kustomize takes a name for, of which it writes the new name in its place: those that were written with that
 * name, of the kind, and in reach of the referrer. More than one if they are of several groups.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.0.1/api/filters/nameref/nameref.go
 */
export function referralCandidates(name: FollowedName, referrer: Referrer, own: NameIndex): readonly NamedObject[] {
  const named = own.byWritten.get(name.name);
  if (named === undefined) return [];
  const found = named.filter(
    (each) =>
      isSelected(each, name.to) &&
      isOfRoleRef(name, referrer, each) &&
      isInReach(referrer, each) &&
      isNamedIn(each, name.within?.namespace, referrer, own),
  );
  // Of several it takes those with the prefix and suffix of the referrer: none, if that is of a kind that gets none.
  const { names } = referrer;
  return found.length > 1 && names.name === names.written ? found.filter((each) => each.name === each.written) : found;
}

/** A role that is referred to has the kind and group that are beside its name. */
function isOfRoleRef({ path }: FollowedName, { object: { roleRef } }: Referrer, target: NamedObject): boolean {
  if (path[0] !== 'roleRef' || roleRef === undefined || !isMap(roleRef)) return true;
  const { kind, apiGroup } = roleRef;
  return kind === undefined || apiGroup === undefined || (kind === target.kind && apiGroup === target.group);
}

/** Objects of two namespaces can refer to each other only by the accounts of a RoleBinding. */
function isInReach(referrer: Referrer, target: NamedObject): boolean {
  if (!isCandidate(referrer, target)) return false;
  if (isClusterScopedToKustomize(referrer.names) || isClusterScopedToKustomize(target)) return true;
  return target.kind === 'ServiceAccount' || target.namespace === referrer.names.namespace;
}

/** Whether Kustomize looks at an object at all for the names of a referrer. */
function isCandidate({ object, names }: Referrer, target: NamedObject): boolean {
  if (isClusterScopedToKustomize(names) || isClusterScopedToKustomize(target)) return true;
  if (target.namespace === names.namespace) return true;
  const { kind, subjects } = object;
  if (kind !== 'RoleBinding' || subjects === undefined || !isList(subjects)) return false;
  return subjects.some((each) => isMap(each) && each.kind === 'ServiceAccount' && each.namespace === target.namespace);
}

/** Whether Kustomize takes the namespace beside a name for that of an object: the one in its file (`default` if it has none), or now. */
function isNamedIn(target: NamedObject, namespace: unknown, referrer: Referrer, { all }: NameIndex): boolean {
  if (namespace === undefined) return true;
  if (isClusterScopedToKustomize(target)) return false;
  const original = ({ foreignNamespace = 'default' }: NamedObject) => foreignNamespace;
  const isInFile = (each: NamedObject) =>
    original(each) === namespace && !isClusterScopedToKustomize(each) && isCandidate(referrer, each);
  return all.some(isInFile) ? original(target) === namespace : target.namespace === namespace;
}
