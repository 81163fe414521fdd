import { fieldsOf, formatReference, listOf, nonEmptyTextOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { type ApiResource, apiVersionOf, collectionPath, withQuery } from './api-resources.ts';
import type { ApplyOptions, ChangeOptions, Cluster, DeleteOptions, ListOptions, ObjectList } from './cluster.ts';
import {
  addressOf,
  type ClusterObject,
  clusterObject,
  type ObjectAddress,
  type ObjectToSend,
} from './cluster-object.ts';
import type { Discovery } from './discovery.ts';
import { eventsIn } from './events.ts';
import type { ApiAnswer } from './http.ts';
import { pathOf } from './object-path.ts';
import type { Requests } from './requests.ts';
import { ServerRefusal } from './server-refusal.ts';
import { watchObjects } from './watch.ts';

/** How many objects of a list are asked for at once, as kubectl does. */
const PAGE = '500';

/** Fields that a kind does not have are refused, as are fields that are given twice. */
const STRICT = { fieldValidation: 'Strict' };

/** The methods of a {@link Cluster} that ask the server. */
export function clusterClient(requests: Requests, discovery: Discovery): Omit<Cluster, 'close'> {
  const served = async (apiVersion: string, kind: string, name?: string): Promise<ApiResource> => {
    const resource = await discovery.resource(apiVersion, kind);
    if (resource === undefined) throw notServed({ apiVersion, kind, context: requests.context, name });
    return resource;
  };

  const list = async (apiVersion: string, kind: string, options: ListOptions = {}): Promise<ObjectList> => {
    const { namespace, labelSelector, fieldSelector, signal } = options;
    const resource = await served(apiVersion, kind);
    return allPages(async (position) => {
      const selected = { limit: PAGE, labelSelector, fieldSelector, continue: position };
      const path = withQuery(collectionPath(resource, namespace), selected);
      return (await requests.send({ method: 'GET', path, mayRepeat: true, signal })).body;
    }, resource);
  };

  const change = async (
    method: 'PATCH' | 'POST' | 'PUT',
    object: ObjectToSend,
    { dryRun = false, fieldManager, force, signal }: ChangeOptions & { readonly force?: boolean },
  ): Promise<{ readonly status: number; readonly object: ClusterObject }> => {
    const address = addressOf(object);
    const resource = await served(address.apiVersion, address.kind, address.name);
    const path = pathOf(resource, address);
    const query = { ...STRICT, ...dryRunQuery(dryRun), fieldManager, force: force === true ? 'true' : undefined };
    const answer = await requests.send({
      method,
      path: withQuery(method === 'POST' ? collectionPath(resource, address.namespace) : path, query),
      headers: { 'content-type': method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json' },
      body: method === 'PATCH' ? jsonAsYaml(object) : JSON.stringify(object),
      mayRepeat: method === 'PATCH',
      signal,
      about: address,
      object,
    });
    return { status: answer.status, object: objectIn(answer, address, requests) };
  };

  return {
    context: requests.context,
    resource: (apiVersion, kind) => discovery.resource(apiVersion, kind),
    resourcesOfKind: (group, kind) => discovery.resourcesOfKind(group, kind),
    resources: () => discovery.resources(),
    list,
    get: async (address, { signal } = {}) => {
      const resource = await discovery.resource(address.apiVersion, address.kind);
      if (resource === undefined) return undefined;
      const path = pathOf(resource, address);
      const answer = await unlessNotFound(
        requests.send({ method: 'GET', path, mayRepeat: true, signal, about: address }),
      );
      return answer === undefined ? undefined : objectIn(answer, address, requests);
    },
    apply: async (object, options: ApplyOptions) => {
      const applied = await change('PATCH', object, options);
      return { object: applied.object, created: applied.status === 201 };
    },
    create: async (object, options = {}) => (await change('POST', object, options)).object,
    update: async (object, options = {}) => (await change('PUT', object, options)).object,
    delete: async (address, options = {}) => {
      const resource = await discovery.resource(address.apiVersion, address.kind);
      if (resource === undefined) return false;
      const answer = await unlessNotFound(
        requests.send({
          method: 'DELETE',
          path: pathOf(resource, address),
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(deleteOptions(options)),
          // Without a uid, another try might delete what was created since.
          mayRepeat: options.uid !== undefined,
          signal: options.signal,
          about: address,
        }),
      );
      return answer !== undefined;
    },
    watch: async function* (apiVersion, kind, options = {}) {
      const resource = await served(apiVersion, kind);
      yield* watchObjects({ requests, resource, list: () => list(apiVersion, kind, options) }, options);
    },
    events: async ({ kind, namespace, name, uid }, { signal } = {}) => {
      const fields = {
        kind,
        name,
        ...(namespace === undefined ? {} : { namespace }),
        ...(uid === undefined ? {} : { uid }),
      };
      const fieldSelector = Object.entries(fields)
        .map(([field, value]) => `involvedObject.${field}=${value}`)
        .join(',');
      // Events about objects of the whole cluster are in this namespace.
      const { items } = await list('v1', 'Event', { namespace: namespace ?? 'default', fieldSelector, signal });
      return eventsIn(items);
    },
  };
}

/** Reads a list page by page. */
async function allPages(
  readPage: (position: string | undefined) => Promise<unknown>,
  resource: ApiResource,
): Promise<ObjectList> {
  const of = { apiVersion: apiVersionOf(resource), kind: resource.kind };
  const items: ClusterObject[] = [];
  let position: string | undefined;
  for (;;) {
    const { items: page, metadata } = fieldsOf(await readPage(position));
    items.push(...listOf(page).flatMap((item) => clusterObject(item, of) ?? []));
    const { continue: next, resourceVersion } = fieldsOf(metadata);
    position = nonEmptyTextOf(next);
    if (position === undefined) return { items, resourceVersion: nonEmptyTextOf(resourceVersion) ?? '' };
  }
}

function dryRunQuery(dryRun: boolean): { readonly dryRun?: string } {
  return dryRun ? { dryRun: 'All' } : {};
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/delete-options/ */
function deleteOptions({ dryRun = false, propagation, uid, resourceVersion }: DeleteOptions): object {
  const preconditions = {
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  };
  return {
    apiVersion: 'v1',
    kind: 'DeleteOptions',
    ...(dryRun ? { dryRun: ['All'] } : {}),
    ...(propagation === undefined ? {} : { propagationPolicy: propagation }),
    ...(Object.keys(preconditions).length === 0 ? {} : { preconditions }),
  };
}

/** JSON that a reader of YAML takes too: it refuses some characters that JSON may hold as they are. */
function jsonAsYaml(object: ObjectToSend): string {
  return JSON.stringify(object).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The answer; undefined if the server has no such object. */
async function unlessNotFound(answer: Promise<ApiAnswer>): Promise<ApiAnswer | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof ServerRefusal && error.status === 404) return undefined;
    throw error;
  });
}

function objectIn({ body }: ApiAnswer, address: ObjectAddress, requests: Requests): ClusterObject {
  const object = clusterObject(body, address);
  if (object !== undefined) return object;
  throw requests.unreachable('What it answered is no object.');
}

/** The refusal of a kind that the server does not serve. */
function notServed({
  apiVersion,
  kind,
  context,
  name,
}: {
  readonly apiVersion: string;
  readonly kind: string;
  readonly context: string;
  readonly name: string | undefined;
}): Refusal {
  return new Refusal({
    object: name === undefined ? kind : formatReference({ kind, name }),
    problem: `The server of the kube context "${context}" serves no kind "${kind}" in "${apiVersion}".`,
    remedy: 'Correct apiVersion and kind, or install the CustomResourceDefinition first.',
  });
}
