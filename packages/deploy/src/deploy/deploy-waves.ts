import type { Cluster } from '@k8s-blocks/cluster';
import { applyNamespaces, isNamespace } from './apply-namespaces.ts';
import { applyObjects } from './apply-objects.ts';
import { deployService } from './deploy-service.ts';
import type { Deployment } from './deployment.ts';
import type { ServiceState } from './service-state.ts';

/** How it is deployed. */
export interface DeployOptions {
  /** Whether fields are taken from other managers. Default: false; an object with a conflict is refused. */
  readonly forceConflicts?: boolean;
  /** How many milliseconds a service may take until it is ready, once it is applied. Default: five minutes. */
  readonly timeout?: number;
  /** Ends it. Default: nothing does. */
  readonly signal?: AbortSignal;
  /** Is called with each new state of a service, and once a second while it starts. */
  readonly onState?: (service: string, state: ServiceState) => void;
}

/** How a deployment ended, and how far each service was, in the order in which they are started. */
export interface Deployed {
  readonly end: 'failed' | 'ready' | 'stopped';
  readonly services: ReadonlyMap<string, ServiceState>;
}

/** How long a service may take until it is ready, in milliseconds. */
export const DEFAULT_TIMEOUT = 300_000;

/**
 * Applies the objects of services to a cluster, wave after wave, and waits for each until it is ready. Namespaces come first, those of all
 * services; what is refused in a new one is known before anything else is applied. It may be ended at any moment, also by a kill of the
 * process: every step can be repeated, so that the next run does what is left.
 *
 * @throws Refusal if what is of the whole stack is refused, or what is in a new namespace, or the cluster cannot be asked.
 */
export async function deployWaves(
  cluster: Cluster,
  { ofStack, waves }: Deployment,
  {
    forceConflicts = false,
    timeout = DEFAULT_TIMEOUT,
    signal = new AbortController().signal,
    ...options
  }: DeployOptions = {},
): Promise<Deployed> {
  const services = new Map<string, ServiceState>(waves.flat().map(({ name }) => [name, { phase: 'waiting' }]));
  const setState = (name: string, state: ServiceState) => {
    services.set(name, state);
    options.onState?.(name, state);
  };
  try {
    await applyNamespaces(cluster, { ofStack, waves }, { forceConflicts, signal });
    await applyObjects(cluster, ofStack, { forceConflicts, signal });
  } catch (error) {
    if (signal.aborted) return { end: 'stopped', services };
    throw error;
  }
  for (const wave of waves) {
    const waiting = new AbortController();
    const ends = wave.map(async ({ name, objects }) => {
      const service = { name, objects: objects.filter((object) => !isNamespace(object)) };
      const onState = (state: ServiceState) => setState(name, state);
      const own = { forceConflicts, timeout, signal, waitSignal: waiting.signal, onState };
      const state = await deployService(cluster, service, own);
      setState(name, state);
      // One that fails stops the deployment: whoever waits for it would wait in vain.
      if (state.phase === 'failed') waiting.abort();
      return state.phase;
    });
    const phases = await Promise.all(ends);
    if (phases.includes('failed')) return { end: 'failed', services };
    if (signal.aborted) return { end: 'stopped', services };
  }
  return { end: 'ready', services };
}
