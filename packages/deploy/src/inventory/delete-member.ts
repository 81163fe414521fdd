import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, type Cluster, type ClusterObject, type RequestOptions, ServerRefusal } from '@k8s-blocks/cluster';
import { listOf, printableLine } from '@k8s-blocks/manifest';
import { hasDependents } from './deletion-order.ts';
import type { Member } from './list-members.ts';
import { controllerOf, isLabelledByUs, partOf } from './membership.ts';

/** How often a deletion is tried while others change the object. */
const TRIES = 10;

/**
 * Deletes a member, if it still is one, just as it was looked at: not another object of its name, nor one that somebody has taken over
 * since. It may be there for a while after.
 *
 * @returns why it was not deleted; undefined if it was, or was gone.
 */
export async function deleteMember(
  cluster: Cluster,
  member: Member,
  options: RequestOptions,
): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    const live = await cluster.get(addressOf(member.object), options);
    if (live === undefined || live.metadata.uid !== member.object.metadata.uid) return undefined;
    if (live.metadata.deletionTimestamp !== undefined) return undefined;
    const reason = whyKept(live, member);
    if (reason !== undefined) return reason;
    const { uid, resourceVersion } = live.metadata;
    const propagation = hasDependents(member) ? ('Foreground' as const) : ('Background' as const);
    try {
      await cluster.delete(addressOf(member.object), { ...options, uid, resourceVersion, propagation });
      return undefined;
    } catch (error) {
      const isChanged = error instanceof ServerRefusal && error.reason === 'Conflict';
      if (!isChanged) throw error;
      if (tries === TRIES) return 'others change it all the time; the next run tries again';
    }
  }
}

/** Why an object is not deleted, as it is now. */
function whyKept(live: ClusterObject, { set }: Member): string | undefined {
  if (partOf(live) !== set.id || !isLabelledByUs(live)) return 'it has been taken over since';
  const controller = controllerOf(live);
  return controller === undefined ? undefined : `${controller} controls it`;
}

/** How long to wait before it is asked whether objects are gone, in milliseconds: soon at first. */
const PAUSES: readonly number[] = [50, 100, 200, 400];
const MAX_PAUSE = 1000;

/**
 * Waits until members are gone.
 *
 * @param timeout in milliseconds.
 * @returns those that are still there then, each with what it waits for.
 */
export async function waitUntilGone(
  cluster: Cluster,
  members: readonly Member[],
  { timeout, ...options }: RequestOptions & { readonly timeout: number },
): Promise<readonly { readonly member: Member; readonly why: string }[]> {
  const end = performance.now() + timeout;
  for (let asked = 0; ; asked += 1) {
    const there = await Promise.all(
      members.map(async (member) => [member, await stillThere(cluster, member, options)] as const),
    );
    const pending = there.flatMap(([member, live]) => (live === undefined ? [] : [{ member, why: whyPending(live) }]));
    if (pending.length === 0 || performance.now() >= end) return pending;
    await sleep(PAUSES[asked] ?? MAX_PAUSE);
    options.signal?.throwIfAborted();
  }
}

async function stillThere(
  cluster: Cluster,
  { object }: Member,
  options: RequestOptions,
): Promise<ClusterObject | undefined> {
  const live = await cluster.get(addressOf(object), options);
  return live?.metadata.uid === object.metadata.uid ? live : undefined;
}

function whyPending({ metadata }: ClusterObject): string {
  const finalizers = listOf(metadata.finalizers).filter((each) => typeof each === 'string');
  if (finalizers.length === 0) return 'it is being deleted';
  if (finalizers.includes('foregroundDeletion')) return 'it waits until what was made for it is gone, such as its pods';
  return `it waits for its finalizers: ${finalizers.map(printableLine).join(', ')}`;
}
