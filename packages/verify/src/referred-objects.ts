import { groupBy, isNamespaced, type ObjectReference } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';
import { misspeltFrom } from './misspelling.ts';

/** The object that a reference leads to, or the one that is most likely meant by it; neither if nothing is like it. */
export type Referred =
  | { readonly is: 'there'; readonly object: BuiltObject }
  | { readonly is: 'misspelt' | 'elsewhere' | 'of another kind'; readonly meant: BuiltObject }
  | { readonly is: 'not built' };

/** Kinds that are mistaken for one another, where a reference says the kind: the first is the default of some, of others there is none. */
const KIN: readonly (readonly string[])[] = [
  ['cert-manager.io Issuer', 'cert-manager.io ClusterIssuer'],
  ['external-secrets.io SecretStore', 'external-secrets.io ClusterSecretStore'],
  ['keda.sh TriggerAuthentication', 'keda.sh ClusterTriggerAuthentication'],
  ['apps Deployment', 'apps StatefulSet', 'apps DaemonSet', 'argoproj.io Rollout'],
  ['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository'].map((kind) => `source.toolkit.fluxcd.io ${kind}`),
];

/** What a reference of an object leads to in the build. */
export function referredBy(stack: BuiltStack, to: ObjectReference): Referred {
  const sameKind = stack.memo(findByKind).get(kindKey(to)) ?? [];
  const object = sameKind.find((each) => each.name === to.name && isInNamespace(each, to));
  if (object !== undefined) return { is: 'there', object };
  const elsewhere = sameKind.find(({ name }) => name === to.name);
  if (elsewhere !== undefined) return { is: 'elsewhere', meant: elsewhere };
  const otherKinds = KIN.find((kinds) => kinds.includes(kindKey(to))) ?? [];
  const others = otherKinds.flatMap((kind) => stack.memo(findByKind).get(kind) ?? []);
  const other = others.find((each) => each.name === to.name && isInNamespace(each, to));
  if (other !== undefined) return { is: 'of another kind', meant: other };
  const here = sameKind.filter((each) => isInNamespace(each, to));
  const name = misspeltFrom(
    to.name,
    here.map((each) => each.name),
  );
  const meant = here.find((each) => each.name === name);
  return meant === undefined ? { is: 'not built' } : { is: 'misspelt', meant };
}

function findByKind({ objects }: BuiltStack): ReadonlyMap<string, readonly BuiltObject[]> {
  return groupBy(objects, ({ reference }) => [kindKey(reference)]);
}

function kindKey({ group, kind }: Pick<ObjectReference, 'group' | 'kind'>): string {
  return `${group} ${kind}`;
}

/** A custom resource that names no namespace may be of the whole cluster, and what an object of the whole cluster names in any. */
function isInNamespace({ reference }: BuiltObject, { namespace }: ObjectReference): boolean {
  return (
    isNamespaced(reference) === false ||
    [reference.namespace, namespace].includes(undefined) ||
    reference.namespace === namespace
  );
}
