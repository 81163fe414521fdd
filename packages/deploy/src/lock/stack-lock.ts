import {
  type Cluster,
  type ClusterObject,
  FIELD_MANAGER,
  type RequestOptions,
  ServerRefusal,
} from '@k8s-blocks/cluster';
import type { DeployedStack } from '../inventory/apply-set.ts';
import { type Clock, systemClock } from './clock.ts';
import { formatHolder, holderOfThisRun, leaseAddress, leaseState, leaseToWrite } from './lease.ts';
import { isHeld, keepRenewing, type StackLock } from './renewal.ts';

/** How a lock is taken. */
export interface LockOptions extends RequestOptions {
  /** Whether to wait until another run is done. Default: it is refused. */
  readonly wait?: boolean;
  /** Is told, once for each holder, whom this run waits for: a sentence. */
  readonly onWait?: (sentence: string) => void;
  /** Default: that of this machine. */
  readonly clock?: Clock;
}

/** How often a Lease that another holds is looked at, in milliseconds. */
const POLL_MS = 500;

/**
 * A Lease that has expired by the clocks must be seen for so long without being renewed, in milliseconds: the clock of its holder may be
 * wrong, which renews it every two seconds.
 */
const OBSERVED_MS = 5000;

/**
 * Takes the lock of a stack in an environment, a Lease: while one run has it, no other changes what was deployed there. It is renewed
 * until it is released; that of a run that was killed expires.
 *
 * A run that has it renews it every two seconds: so soon another one is refused, or knows that it waits. One that does not renew it for
 * {@link LEASE_SECONDS} is over: the other takes it.
 *
 * @throws Refusal that says who has it, and since when.
 * @see https://kubernetes.io/docs/concepts/architecture/leases/
 */
export async function lockStack(cluster: Cluster, stack: DeployedStack, options: LockOptions = {}): Promise<StackLock> {
  const { wait = false, clock = systemClock, onWait = () => undefined, signal } = options;
  const holder = holderOfThisRun();
  const observe = observer(clock);
  const tell = onceForEach(onWait);
  for (;;) {
    signal?.throwIfAborted();
    const lease = await cluster.get(leaseAddress(stack), { signal });
    const seen = lease === undefined ? undefined : observe(lease);
    if (lease === undefined || seen?.isOver === true) {
      const now = clock.timeOfDay();
      const taken = await take(cluster, stack, { holder, acquired: now, renewed: now, replaced: lease }, { signal });
      if (taken !== undefined) return keepRenewing(cluster, stack, { lease: taken, holder, acquired: now, clock });
      continue;
    }
    if (seen?.isRenewed === true && !wait) throw isHeld(stack, lease);
    tell(leaseState(lease).holder, seen?.isRenewed === true);
    await clock.sleep(POLL_MS, signal);
  }
}

/** Writes the Lease; undefined if another run was faster. */
async function take(
  cluster: Cluster,
  stack: DeployedStack,
  write: Omit<Parameters<typeof leaseToWrite>[1], 'replaced'> & { readonly replaced: ClusterObject | undefined },
  options: RequestOptions,
): Promise<ClusterObject | undefined> {
  const { replaced, ...rest } = write;
  const lease = leaseToWrite(stack, { ...rest, ...(replaced === undefined ? {} : { replaced }) });
  const change = { ...options, fieldManager: FIELD_MANAGER };
  try {
    return await (replaced === undefined ? cluster.create(lease, change) : cluster.update(lease, change));
  } catch (error) {
    // Without its namespace, a Lease that is created is refused as NotFound too.
    const reasons = replaced === undefined ? ['AlreadyExists'] : ['Conflict', 'NotFound'];
    if (error instanceof ServerRefusal && reasons.includes(error.reason)) return undefined;
    throw error;
  }
}

/** What is seen of a Lease that others may hold. */
interface Seen {
  /** Its holder does not renew it any more, or has given it up. */
  readonly isOver: boolean;
  /** It was renewed, or taken by another run, since it was first seen. */
  readonly isRenewed: boolean;
}

function observer(clock: Clock): (lease: ClusterObject) => Seen {
  let last: { readonly version: string; readonly at: number } | undefined;
  let isRenewed = false;
  return (lease) => {
    const { holder, renewed, seconds } = leaseState(lease);
    const { resourceVersion: version } = lease.metadata;
    if (last !== undefined && last.version !== version) isRenewed = true;
    if (last?.version !== version) last = { version, at: clock.now() };
    const observed = clock.now() - last.at;
    const isExpired = !(clock.timeOfDay() - renewed < seconds * 1000);
    const isOver = holder === '' || observed >= seconds * 1000 || (isExpired && observed >= OBSERVED_MS);
    return { isOver, isRenewed };
  };
}

function onceForEach(onWait: (sentence: string) => void): (holder: string, isRenewed: boolean) => void {
  const told = new Set<string>();
  return (holder, isRenewed) => {
    const sentence = isRenewed
      ? `Waits for another run: ${formatHolder(holder)}.`
      : `Looks whether another run still goes on: ${formatHolder(holder)}.`;
    if (told.has(sentence)) return;
    told.add(sentence);
    onWait(sentence);
  };
}
