import { type Cluster, type ObjectToSend, type RequestOptions, ServerRefusal, someAtOnce } from '@k8s-blocks/cluster';
import type { Problem } from '@k8s-blocks/refusal';
import { isWaitedFor } from '../ready/readiness-of.ts';
import { type WaitedObject, waitedObject } from './judge-objects.ts';
import { watchedKinds } from './wait-for-objects.ts';

/** Those of some objects that are waited for. */
export async function waitedObjects(
  cluster: Cluster,
  objects: readonly ObjectToSend[],
): Promise<readonly WaitedObject[]> {
  return someAtOnce(objects.filter(isWaitedFor), async (object) => {
    const resource = await cluster.resource(object.apiVersion, object.kind);
    return waitedObject(object, resource ?? { namespaced: true, hasStatus: false });
  });
}

/**
 * Why it could not be seen whether objects get ready: the account may not list them, or what they make, such as pods. Empty if it may.
 *
 * @throws Refusal if the cluster cannot be asked.
 */
export async function watchProblems(
  cluster: Cluster,
  objects: readonly ObjectToSend[],
  options: RequestOptions = {},
): Promise<readonly Problem[]> {
  const kinds = (await waitedObjects(cluster, objects)).flatMap(watchedKinds);
  const distinct = new Map(kinds.map((kind) => [JSON.stringify(kind), kind]));
  const problems = await someAtOnce([...distinct.values()], async ({ apiVersion, kind, namespace }) => {
    if ((await cluster.resource(apiVersion, kind)) === undefined) return [];
    // A list that may be made, and has nothing.
    const none = { fieldSelector: 'metadata.name=none,metadata.name!=none' };
    const where = namespace === undefined ? {} : { namespace };
    try {
      await cluster.list(apiVersion, kind, { ...options, ...where, ...none });
      return [];
    } catch (error) {
      if (!(error instanceof ServerRefusal) || error.status !== 403) throw error;
      const problem = `It could not be seen whether anything gets ready: ${error.serverMessage}`;
      return [
        { object: [kind, ...(namespace === undefined ? [] : [`in ${namespace}`])].join(' '), problem, remedy: REMEDY },
      ];
    }
  });
  return problems.flat();
}

const REMEDY = 'Get the right to list and watch it, or use an account that has it.';
