import { withRoutesJoined } from './declared-routes.ts';
import type { Environment } from './environment.ts';
import { connectionsIn, workloadsIn } from './presence.ts';
import type { Stack } from './stack.ts';
import { nameResolution, type Traffic, trafficOf } from './traffic.ts';

/**
 * All traffic of an environment: the connections that the map declares there, in its order, and the name resolution of
 * every workload. `verify` compares it with what the built policies allow.
 */
export function declaredTraffic<Name extends string>(stack: Stack<Name>, environmentName: Name | 'base'): Traffic[] {
  const environment: Environment = stack.environments[environmentName];
  if (!environment.deployed) return [];
  const connections = connectionsIn(stack.connections, environment, stack);
  return [
    ...withRoutesJoined(connections, environment).map((connection) => trafficOf(connection, stack, environment)),
    ...stack
      .servicesIn(environmentName)
      .flatMap((service) => workloadsIn(service, environment))
      .flatMap((workload) => nameResolution(workload, environment)),
  ];
}
