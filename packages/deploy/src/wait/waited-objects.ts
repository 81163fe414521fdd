import { type Cluster, type ObjectToSend, type RequestOptions, ServerRefusal, someAtOnce } from '@k8s-blocks/cluster';
import type { Problem } from '@k8s-blocks/refusal';
import { isWaitedFor } from '../ready/readiness-of.ts';
import { type WaitedObject, waitedObject } from './judge-objects.ts';
import { watchedKinds } from './wait-for-objects.ts';
import type { WatchedKind } from './watched-objects.ts';

/** Those of some objects that are waited for. */
export async function waitedObjects(
  cluster: Pick<Cluster, 'resource'>,
  objects: readonly ObjectToSend[],
): Promise<readonly WaitedObject[]> {
  return someAtOnce(objects.filter(isWaitedFor), async (object) => {
    const resource = await cluster.resource(object.apiVersion, object.kind);
    return waitedObject(object, resource ?? { namespaced: true, hasStatus: false });
  });
}

/**
 * Why it could not be seen whether objects get ready: the account may not list them, or what they make, such as pods. Empty if it may.
 * Whether it may also watch them is not asked, and neither is anything of a namespace that is not there yet: an account may get its rights
 * when the namespace is made.
 *
 * @throws Refusal if the cluster cannot be asked.
 */
export async function watchProblems(
  cluster: Pick<Cluster, 'get' | 'list' | 'resource'>,
  objects: readonly ObjectToSend[],
  options: RequestOptions = {},
): Promise<readonly Problem[]> {
  const kinds = (await waitedObjects(cluster, objects)).flatMap(watchedKinds);
  const distinct = new Map(kinds.map((kind) => [JSON.stringify(kind), kind]));
  const problems = await someAtOnce([...distinct.values()], async (watched): Promise<readonly Problem[]> => {
    const refusal = await listRefusal(cluster, watched, options);
    const { kind, namespace } = watched;
    if (refusal === undefined || (namespace !== undefined && (await isAbsent(cluster, namespace, options)))) return [];
    const object = [kind, ...(namespace === undefined ? [] : [`in ${namespace}`])].join(' ');
    const problem = `It could not be seen whether anything gets ready: ${refusal.serverMessage}`;
    return [{ object, problem, remedy: REMEDY }];
  });
  return problems.flat();
}

const REMEDY = 'Get the right to list and watch it, or use an account that has it.';

/** Why a kind may not be listed; undefined if it may, or if it is not served yet. */
async function listRefusal(
  cluster: Pick<Cluster, 'list' | 'resource'>,
  { apiVersion, kind, namespace }: WatchedKind,
  options: RequestOptions,
): Promise<ServerRefusal | undefined> {
  if ((await cluster.resource(apiVersion, kind)) === undefined) return undefined;
  // A list that may be made, and has nothing.
  const none = { fieldSelector: 'metadata.name=none,metadata.name!=none' };
  const where = namespace === undefined ? {} : { namespace };
  try {
    await cluster.list(apiVersion, kind, { ...options, ...where, ...none });
    return undefined;
  } catch (error) {
    return forbidden(error);
  }
}

/** Whether there is no such namespace. One that the account may not read is taken to be there. */
async function isAbsent(cluster: Pick<Cluster, 'get'>, name: string, options: RequestOptions): Promise<boolean> {
  try {
    return (await cluster.get({ apiVersion: 'v1', kind: 'Namespace', name }, options)) === undefined;
  } catch (error) {
    forbidden(error);
    return false;
  }
}

/** A refusal for want of a right; any other error is thrown. */
function forbidden(error: unknown): ServerRefusal {
  if (error instanceof ServerRefusal && error.status === 403) return error;
  throw error;
}
