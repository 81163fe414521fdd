import { type Cluster, type ClusterObject, type RequestOptions, someAtOnce } from '@k8s-blocks/cluster';
import type { ObjectReference } from '@k8s-blocks/manifest';
import { fieldsOf, labelsOf } from '@k8s-blocks/manifest';
import { controllerOf } from './membership.ts';

/** Kinds whose objects are written about others, and follow them. */
const DERIVED: ReadonlySet<string> = new Set(['Endpoints', 'EndpointSlice', 'Event']);

/**
 * The objects of a namespace that would be lost with it: all but those that every namespace has, and those that controllers make of
 * others.
 */
export async function othersInNamespace(
  cluster: Cluster,
  namespace: string,
  options: RequestOptions,
): Promise<readonly ObjectReference[]> {
  const resources = (await cluster.resources()).filter(
    ({ namespaced, verbs, kind }) =>
      namespaced && verbs.includes('list') && verbs.includes('delete') && !DERIVED.has(kind),
  );
  const listed = await someAtOnce(resources, async ({ group, version, kind }) => {
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const { items } = await cluster.list(apiVersion, kind, { ...options, namespace });
    return items.filter((object) => !isOfEveryNamespace(kind, object)).map((object) => ({ object, group, kind }));
  });
  const unique = new Map(listed.flat().map((each) => [each.object.metadata.uid, each]));
  return [...unique.values()].map(({ object: { metadata }, group, kind }) => ({
    group,
    kind,
    namespace,
    name: metadata.name,
  }));
}

function isOfEveryNamespace(kind: string, object: ClusterObject): boolean {
  const { name, annotations, deletionTimestamp } = object.metadata;
  if (controllerOf(object) !== undefined || deletionTimestamp !== undefined) return true;
  if (kind === 'ServiceAccount') return name === 'default';
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt';
  return (
    kind === 'Secret' &&
    fieldsOf(object).type === 'kubernetes.io/service-account-token' &&
    labelsOf(annotations)['kubernetes.io/service-account.name'] !== undefined
  );
}
