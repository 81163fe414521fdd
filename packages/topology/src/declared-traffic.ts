import type { Environment } from './environment.ts';
import type { Stack } from './stack.ts';
import { nameResolution, type Traffic, trafficOf } from './traffic.ts';

/**
 * All traffic of an environment: the connections that the map declares there, in its order, and the name resolution of
 * every service. `verify` compares it with what the built policies allow.
 */
export function declaredTraffic<Name extends string>(stack: Stack<Name>, environmentName: Name | 'base'): Traffic[] {
  const environment: Environment = stack.environments[environmentName];
  return [
    ...stack.connections
      .filter(({ environments }) => environments?.includes(environmentName) ?? true)
      .map((connection) => trafficOf(connection, stack, environment)),
    ...stack.startOrder.map((service) => nameResolution(service, environment)),
  ];
}
