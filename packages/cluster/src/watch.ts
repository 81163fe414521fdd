import type { IncomingMessage } from 'node:http';
import { fieldsOf, nonEmptyTextOf } from '@k8s-blocks/manifest';
import { type ApiResource, apiVersionOf, collectionPath, withQuery } from './api-resources.ts';
import type { ObjectList, WatchEvent, WatchOptions } from './cluster.ts';
import { type ClusterObject, clusterObject } from './cluster-object.ts';
import { NoAnswer } from './http.ts';
import type { Requests } from './requests.ts';
import { ServerRefusal } from './server-refusal.ts';

/** After how many seconds the server closes a watch, which is then opened again. */
const OPEN_SECONDS = 240;

/** When nothing came for so long, not even the end, the connection is broken. */
const SILENCE_MS = (OPEN_SECONDS + 30) * 1000;

/** How many characters a line of a watch may have. An object has at most 1.5 MiB. */
const MAX_LINE = 16 * 1024 * 1024;

/** What a watch needs of a cluster. */
interface WatchedCluster {
  readonly requests: Requests;
  readonly resource: ApiResource;
  readonly list: () => Promise<ObjectList>;
}

/** The server has forgotten the resourceVersion: what was missed must be read from a new list. */
class Expired extends Error {}

/** As `Cluster.watch` says. */
export async function* watchObjects(cluster: WatchedCluster, options: WatchOptions): AsyncGenerator<WatchEvent> {
  /** The last known state of each object, by its uid. */
  const known = new Map<string, ClusterObject>();
  let resourceVersion: string | undefined;
  if (options.since !== undefined) {
    for (const object of options.since.items) known.set(object.metadata.uid, object);
    ({ resourceVersion } = options.since);
  }
  for (let fruitless = 0; ; fruitless += 1) {
    options.signal?.throwIfAborted();
    if (fruitless > 0) await cluster.requests.pause(fruitless - 1, options.signal);
    if (resourceVersion === undefined) {
      const list: ObjectList = await cluster.list();
      yield* differences(known, list);
      ({ resourceVersion } = list);
    }
    try {
      for await (const { type, object } of changes(cluster, options, resourceVersion)) {
        const { resourceVersion: version, uid } = object.metadata;
        if (version !== '') resourceVersion = version;
        fruitless = -1;
        if (type === 'BOOKMARK') continue;
        if (type === 'DELETED') known.delete(uid);
        else known.set(uid, object);
        yield { type, object };
      }
    } catch (error) {
      if (!(error instanceof Expired)) throw error;
      resourceVersion = undefined;
    }
  }
}

/** What happened between what was known and a new list; known is then as the list. */
function differences(known: Map<string, ClusterObject>, { items }: ObjectList): readonly WatchEvent[] {
  const listed = new Set(items.map(({ metadata }) => metadata.uid));
  const gone = [...known.values()].filter(({ metadata }) => !listed.has(metadata.uid));
  const present = items.flatMap((object): WatchEvent[] => {
    const before = known.get(object.metadata.uid);
    if (before === undefined) return [{ type: 'ADDED', object }];
    const isSame = before.metadata.resourceVersion === object.metadata.resourceVersion;
    return isSame ? [] : [{ type: 'MODIFIED', object }];
  });
  known.clear();
  for (const object of items) known.set(object.metadata.uid, object);
  return [...gone.map((object): WatchEvent => ({ type: 'DELETED', object })), ...present];
}

/** An event as the server sends it: bookmarks only carry a resourceVersion. */
interface SentEvent {
  readonly type: WatchEvent['type'] | 'BOOKMARK';
  readonly object: ClusterObject;
}

/**
 * The changes of one connection, until it ends or breaks.
 *
 * @throws Expired if the server has forgotten the resourceVersion.
 */
async function* changes(
  { requests, resource }: WatchedCluster,
  { namespace, labelSelector, fieldSelector, signal }: WatchOptions,
  resourceVersion: string,
): AsyncGenerator<SentEvent> {
  const path = withQuery(collectionPath(resource, namespace), {
    watch: 'true',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(OPEN_SECONDS),
    resourceVersion,
    labelSelector,
    fieldSelector,
  });
  const response = await requests
    .open({ method: 'GET', path, mayRepeat: true, signal }, SILENCE_MS)
    .catch((error: unknown) => {
      throw error instanceof ServerRefusal && error.status === 410 ? new Expired() : error;
    });
  try {
    for await (const line of linesOf(response)) {
      const event = eventOf(line, resource);
      if (event !== undefined) yield event;
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Expired || error instanceof NoAnswer) throw error;
    // The connection broke: the next one goes on where this one ended.
  } finally {
    response.destroy();
  }
}

/** The complete lines of a stream; what a broken connection left of one is dropped. */
async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  response.setEncoding('utf8');
  let rest = '';
  for await (const chunk of response) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) {
      throw new NoAnswer(`A line of a watch has more than ${MAX_LINE} characters.`, { mayPass: false });
    }
    yield* lines.filter((line) => line.trim() !== '');
  }
}

function eventOf(line: string, resource: ApiResource): SentEvent | undefined {
  const { type, object } = fieldsOf(JSON.parse(line));
  if (type === 'ERROR') {
    // Mostly 410 Gone. Whatever it is: after a new list it is certain what there is.
    throw new Expired(nonEmptyTextOf(fieldsOf(object).message));
  }
  if (type !== 'ADDED' && type !== 'MODIFIED' && type !== 'DELETED' && type !== 'BOOKMARK') return undefined;
  const of = { apiVersion: apiVersionOf(resource), kind: resource.kind };
  // A bookmark has no name.
  const named = type === 'BOOKMARK' ? { metadata: { name: '', ...fieldsOf(fieldsOf(object).metadata) } } : object;
  const found = clusterObject(named, of);
  return found === undefined ? undefined : { type, object: found };
}
