import { type Cluster, type ClusterObject, FIELD_MANAGER, ServerRefusal } from '@k8s-blocks/cluster';
import { formatReference } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { DeployedStack } from '../inventory/apply-set.ts';
import type { Clock } from './clock.ts';
import { formatHolder, leaseAddress, leaseState, leaseToWrite } from './lease.ts';

/** A lock that is held. */
export interface StackLock {
  /** Aborted with a {@link Refusal} when the lock is lost: another run may have it then, and this one must stop. */
  readonly signal: AbortSignal;
  /** Gives it up. It does nothing when it is lost or given up already. */
  readonly release: () => Promise<void>;
}

/** What is known of a Lease that this run has. */
export interface HeldLease {
  readonly lease: ClusterObject;
  readonly holder: string;
  /** In milliseconds since 1970. */
  readonly acquired: number;
  readonly clock: Clock;
}

/** How often it is renewed, how soon again after a failure, and how long an answer may take, in milliseconds. */
const RENEW_MS = 2000;
const RETRY_MS = 500;
const ANSWER_MS = 4000;

/** When it could not be renewed for so long, it counts as lost: before it expires for others. */
const LOST_AFTER_MS = 10_000;

/** Renews a Lease until it is released or lost. */
export function keepRenewing(cluster: Cluster, stack: DeployedStack, held: HeldLease): StackLock {
  const { holder, acquired, clock } = held;
  const lost = new AbortController();
  const released = new AbortController();
  let { lease } = held;
  const renewing = renew().catch((error: unknown) => lost.abort(error));
  return {
    signal: lost.signal,
    release: async () => {
      if (released.signal.aborted) return;
      released.abort();
      await renewing;
      if (!lost.signal.aborted) await remove(cluster, stack, lease);
    },
  };

  async function renew(): Promise<void> {
    let renewedAt = clock.now();
    let pause = RENEW_MS;
    for (;;) {
      await clock.sleep(pause, released.signal);
      if (released.signal.aborted) return;
      const startedAt = clock.now();
      const outcome = await renewOnce();
      if (outcome === 'lost') throw isLost(stack, 'another run has it, or somebody has deleted it');
      if (outcome === 'renewed') renewedAt = startedAt;
      else if (clock.now() - renewedAt >= LOST_AFTER_MS)
        throw isLost(stack, `it could not be renewed: ${outcome.reason}`);
      pause = outcome === 'renewed' ? RENEW_MS : RETRY_MS;
    }
  }

  async function renewOnce(): Promise<'lost' | 'renewed' | { readonly reason: string }> {
    const options = { signal: AbortSignal.timeout(ANSWER_MS), fieldManager: FIELD_MANAGER };
    try {
      const wanted = leaseToWrite(stack, { holder, acquired, renewed: clock.timeOfDay(), replaced: lease });
      lease = await cluster.update(wanted, options);
      return 'renewed';
    } catch (error) {
      if (!(error instanceof ServerRefusal)) return { reason: error instanceof Error ? error.message : String(error) };
      if (error.reason === 'NotFound') return 'lost';
      if (error.reason !== 'Conflict') return { reason: error.serverMessage };
    }
    return readAgain(options);
  }

  /** After a conflict: it is still ours if an answer was lost, or somebody has changed other fields of it. */
  async function readAgain(options: { readonly signal: AbortSignal }): Promise<'lost' | { readonly reason: string }> {
    try {
      const now = await cluster.get(leaseAddress(stack), options);
      if (now === undefined || leaseState(now).holder !== holder) return 'lost';
      lease = now;
      return { reason: 'somebody else changes it' };
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Deletes the Lease as this run has last written it. If that fails, it expires. */
async function remove(cluster: Cluster, stack: DeployedStack, { metadata }: ClusterObject): Promise<void> {
  const { uid, resourceVersion } = metadata;
  const signal = AbortSignal.timeout(ANSWER_MS);
  await cluster.delete(leaseAddress(stack), { uid, resourceVersion, signal }).catch(() => undefined);
}

function isLost(stack: DeployedStack, why: string): Refusal {
  return new Refusal({
    environment: stack.environment,
    object: formatReference(leaseAddress(stack), { withNamespace: true }),
    problem: `The lock of ${stack.stack} is lost: ${why}. This run has stopped, so that two do not change the same objects.`,
    remedy: 'Run it again: it goes on where this one stopped.',
  });
}

/** The refusal of a lock that another run has. */
export function isHeld(stack: DeployedStack, lease: ClusterObject): Refusal {
  const { holder, since } = leaseState(lease);
  return new Refusal({
    environment: stack.environment,
    object: formatReference(leaseAddress(stack), { withNamespace: true }),
    problem: `Another run deploys ${stack.stack} there: ${formatHolder(holder)}, since ${formatTime(since)}.`,
    remedy: 'Run it again when that one is done, or wait for it: --wait.',
  });
}

/** To the second: `2026-01-31T12:00:00Z`. */
function formatTime(time: string): string {
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? 'some time' : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
