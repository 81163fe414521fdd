import type { Cluster } from '@k8s-blocks/cluster';
import { TroubleHistory } from '../trouble/trouble-history.ts';
import { type CreatedObjects, judgeObjects, type ObjectState, type WaitedObject } from './judge-objects.ts';
import { type WatchedKind, WatchedObjects } from './watched-objects.ts';

/** How often it is looked whether a trouble lasts, in milliseconds, and a count of seconds moves on. */
const TICK_MS = 1000;

/** How it is waited. */
export interface WaitOptions {
  /** How many milliseconds at most. */
  readonly timeout: number;
  /** Those of this run. */
  readonly created: CreatedObjects;
  /** Ends the waiting, as `stopped`. */
  readonly signal: AbortSignal;
  /** Is called with each state, and once a second. */
  readonly onState: (states: readonly ObjectState[]) => void;
}

/** How the waiting ended, and how far each object was then. */
export interface WaitEnd {
  /** `failed` if an object will not be ready; `time` if the time is over. */
  readonly end: 'failed' | 'ready' | 'stopped' | 'time';
  readonly states: readonly ObjectState[];
}

/**
 * Waits until objects are ready, by watching them, and the pods that they make.
 *
 * @throws Refusal if a kind cannot be watched.
 */
export async function waitForObjects(
  cluster: Cluster,
  waited: readonly WaitedObject[],
  { timeout, created, signal, onState }: WaitOptions,
): Promise<WaitEnd> {
  if (waited.length === 0) return { end: 'ready', states: [] };
  const objects = new WatchedObjects(cluster);
  const history = new TroubleHistory();
  const watching = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let watches: Promise<void> | undefined;
  try {
    return await new Promise<WaitEnd>((resolve, reject) => {
      const states = () => judgeObjects(waited, objects, { history, created, now: Date.now() });
      const look = (isLate: boolean) => {
        const now = states();
        const end = endOf(now);
        // Before all are listed, it would look as if some were gone.
        if (end === undefined && (isLate || now.every(({ isSeen }) => isSeen))) onState(now);
        if (end !== undefined) resolve({ end, states: now });
      };
      const stop = () => resolve({ end: 'stopped', states: states() });
      timers.push(
        setInterval(() => look(true), TICK_MS),
        setTimeout(() => resolve({ end: 'time', states: states() }), timeout),
      );
      signal.addEventListener('abort', stop, { signal: watching.signal });
      if (signal.aborted) stop();
      watches = objects.watch(
        waited.flatMap(watchedKinds),
        watching.signal,
        onceSoon(() => look(false)),
      );
      watches.catch(reject);
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    watching.abort();
    await watches?.catch(() => undefined);
  }
}

function endOf(states: readonly ObjectState[]): WaitEnd['end'] | undefined {
  if (states.every(({ readiness }) => readiness.state === 'ready')) return 'ready';
  const isFailed = ({ readiness, troubles }: ObjectState) =>
    readiness.state === 'failed' || troubles.some(({ isCertain }) => isCertain);
  return states.some(isFailed) ? 'failed' : undefined;
}

/** The kind of an object, and those of what it makes. */
export function watchedKinds({
  address: { apiVersion, kind, namespace },
  group,
}: WaitedObject): readonly WatchedKind[] {
  const where = namespace === undefined ? {} : { namespace };
  const own = { apiVersion, kind, ...where };
  if (group !== 'apps' && group !== 'batch') return [own];
  const pods = { apiVersion: 'v1', kind: 'Pod', ...where };
  return kind === 'Deployment' ? [own, pods, { apiVersion: 'apps/v1', kind: 'ReplicaSet', ...where }] : [own, pods];
}

/** Calls a function once for all calls that come together, as those for each object of a list. */
function onceSoon(call: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      call();
    });
  };
}
