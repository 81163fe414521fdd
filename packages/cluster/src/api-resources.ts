import { fieldsOf, listOf, nonEmptyTextOf } from '@k8s-blocks/manifest';

/** A kind as a server serves it in one version. */
export interface ApiResource {
  readonly group: string;
  /** `v1`, without the group. */
  readonly version: string;
  readonly kind: string;
  /** Its name in paths: `deployments`. */
  readonly plural: string;
  /** Whether its objects are in namespaces. */
  readonly namespaced: boolean;
  /** What can be done with it: `get`, `list`, `watch`, `create`, `patch`, `update`, `delete`. */
  readonly verbs: readonly string[];
  /** Whether its objects have a status, which a controller writes by itself. */
  readonly hasStatus: boolean;
}

/** Aggregated discovery: all kinds in two answers, since Kubernetes 1.27; the last version is served where it is not known. */
export const AGGREGATED_DISCOVERY = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

/**
 * The kinds of an answer of aggregated discovery, of each group the preferred version first.
 *
 * @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery
 */
export function resourcesIn(body: unknown): readonly ApiResource[] {
  return listOf(fieldsOf(body).items).flatMap((item) => {
    const { metadata, versions } = fieldsOf(item);
    const group = nonEmptyTextOf(fieldsOf(metadata).name) ?? '';
    return listOf(versions).flatMap((each) => {
      const { version, resources } = fieldsOf(each);
      return listOf(resources).flatMap((resource) => resourceOf(group, nonEmptyTextOf(version) ?? '', resource));
    });
  });
}

function resourceOf(group: string, version: string, value: unknown): readonly ApiResource[] {
  const { resource, responseKind, scope, verbs, subresources } = fieldsOf(value);
  const plural = nonEmptyTextOf(resource);
  const kind = nonEmptyTextOf(fieldsOf(responseKind).kind);
  if (version === '' || plural === undefined || kind === undefined) return [];
  const words = listOf(verbs).filter((verb) => typeof verb === 'string');
  const hasStatus = listOf(subresources).some((each) => fieldsOf(each).subresource === 'status');
  return [{ group, version, kind, plural, namespaced: scope === 'Namespaced', verbs: words, hasStatus }];
}

/** `apps/v1` of a group and a version; `v1` of the core group. */
export function apiVersionOf({ group, version }: Pick<ApiResource, 'group' | 'version'>): string {
  return group === '' ? version : `${group}/${version}`;
}

/**
 * The path of all objects of a kind, in one namespace or all of them.
 *
 * @param namespace Default: all, which is also how a kind of the whole cluster is asked for.
 */
export function collectionPath({ group, version, plural, namespaced }: ApiResource, namespace?: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const within = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${within}/${plural}`;
}

/** A path with a query of those parameters that are given. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
