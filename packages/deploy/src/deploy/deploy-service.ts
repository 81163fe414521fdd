import type { Cluster } from '@k8s-blocks/cluster';
import { Refusal } from '@k8s-blocks/refusal';
import { formatDuration } from '../format-duration.ts';
import { explain } from '../trouble/explain.ts';
import { formatStates } from '../wait/format-states.ts';
import type { ObjectState } from '../wait/judge-objects.ts';
import { type WaitOptions, waitForObjects } from '../wait/wait-for-objects.ts';
import { waitedObjects } from '../wait/waited-objects.ts';
import { applyObjects } from './apply-objects.ts';
import type { DeployedService } from './deployment.ts';
import type { ServiceState } from './service-state.ts';

/** How one service is deployed. */
export interface DeployServiceOptions {
  readonly forceConflicts: boolean;
  /** How many milliseconds it may take until it is ready, once it is applied. */
  readonly timeout: number;
  /** Ends all: what is not applied by then, is not. */
  readonly signal: AbortSignal;
  /** Ends the waiting alone: it is applied as a whole nevertheless. */
  readonly waitSignal: AbortSignal;
  readonly onState: (state: ServiceState) => void;
}

/**
 * Applies a service, and waits until it is ready.
 *
 * @returns how it ended: `ready`, `failed` or `stopped`.
 */
export async function deployService(
  cluster: Cluster,
  { name, objects }: DeployedService,
  options: DeployServiceOptions,
): Promise<ServiceState> {
  const { signal, forceConflicts } = options;
  let applied = 0;
  const applying = (): ServiceState => ({ phase: 'applying', applied, of: objects.length });
  options.onState(applying());
  const onApplied = () => {
    applied += 1;
    options.onState(applying());
  };
  try {
    const created = await applyObjects(cluster, objects, { forceConflicts, signal, onApplied });
    return await waitForService(cluster, { name, objects }, { ...options, created });
  } catch (error) {
    const isApplied = applied === objects.length;
    if (signal.aborted) return { phase: 'stopped', text: `${applied} of ${objects.length} objects applied`, isApplied };
    if (!(error instanceof Refusal)) throw error;
    return { phase: 'failed', problems: error.within({ service: name }).problems, isApplied };
  }
}

async function waitForService(
  cluster: Cluster,
  { name, objects }: DeployedService,
  { timeout, created, signal, waitSignal, onState }: DeployServiceOptions & Pick<WaitOptions, 'created'>,
): Promise<ServiceState> {
  const { end, states } = await waitForObjects(cluster, await waitedObjects(cluster, objects), {
    timeout,
    created,
    signal: AbortSignal.any([signal, waitSignal]),
    onState: (now) => onState({ phase: 'starting', text: formatStates(now) }),
  });
  const text = formatStates(states);
  if (end === 'ready') return { phase: 'ready', text };
  if (end === 'stopped') return { phase: 'stopped', text, isApplied: true };
  const isToTell = ({ readiness, troubles }: ObjectState) =>
    end === 'time'
      ? readiness.state !== 'ready'
      : readiness.state === 'failed' || troubles.some((each) => each.isCertain);
  const waited = end === 'time' ? formatDuration(timeout) : undefined;
  const problems = await Promise.all(states.filter(isToTell).map((state) => explain(cluster, state, waited)));
  return { phase: 'failed', problems: problems.map((problem) => ({ service: name, ...problem })), isApplied: true };
}
