import { isDeepStrictEqual } from 'node:util';
import {
  addressOf,
  type Cluster,
  FIELD_MANAGER,
  type ObjectToSend,
  type RequestOptions,
  ServerRefusal,
  UnreachableCluster,
} from '@k8s-blocks/cluster';
import { Refusal } from '@k8s-blocks/refusal';
import { asCompared } from './as-compared.ts';
import { beingDeleted } from './being-deleted.ts';
import type { ObjectComparison } from './object-comparison.ts';

/**
 * Compares an object with what the cluster holds, by an apply as a dry run. The server decides: the fields that it fills in, and those
 * that others manage and the object leaves to them, are no difference.
 */
export async function compareObject(
  cluster: Cluster,
  object: ObjectToSend,
  options: RequestOptions,
): Promise<ObjectComparison> {
  let live: ReturnType<typeof asCompared> | undefined;
  try {
    const found = await cluster.get(addressOf(object), options);
    live = found === undefined ? undefined : asCompared(found);
    const refusal = found === undefined ? undefined : beingDeleted(cluster, found);
    if (refusal !== undefined) return { object, outcome: 'refused', live, refusal };
    const wanted = await dryRun(cluster, object, { ...options, force: false });
    if (live === undefined) return { object, outcome: 'create', wanted };
    return { object, outcome: isDeepStrictEqual(live, wanted) ? 'unchanged' : 'change', live, wanted };
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof UnreachableCluster) throw error;
    const conflicts = error instanceof ServerRefusal ? error.conflicts : [];
    if (conflicts.length === 0 || live === undefined) return { object, outcome: 'refused', live, refusal: error };
    return whereOthersManage(cluster, { object, live, conflicts }, options);
  }
}

/** The comparison of an object with conflicts: what it would be if the fields were taken from their managers. */
async function whereOthersManage(
  cluster: Cluster,
  known: Pick<Extract<ObjectComparison, { outcome: 'conflict' }>, 'object' | 'live' | 'conflicts'>,
  options: RequestOptions,
): Promise<ObjectComparison> {
  try {
    return { ...known, outcome: 'conflict', wanted: await dryRun(cluster, known.object, { ...options, force: true }) };
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof UnreachableCluster) throw error;
    return { object: known.object, live: known.live, outcome: 'refused', refusal: error };
  }
}

async function dryRun(
  cluster: Cluster,
  object: ObjectToSend,
  options: RequestOptions & { readonly force: boolean },
): Promise<ReturnType<typeof asCompared>> {
  const applied = await cluster.apply(object, { ...options, dryRun: true, fieldManager: FIELD_MANAGER });
  return asCompared(applied.object);
}
