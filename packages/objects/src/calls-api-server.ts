import type { ServiceEnvironment } from '@k8s-blocks/topology';

/** Whether the map declares that the workload calls the API server, for which its pods need a token. */
export function callsApiServer(env: ServiceEnvironment): boolean {
  return env.outgoing().some(({ to: { party } }) => party !== 'anywhere' && 'apiServer' in party);
}
