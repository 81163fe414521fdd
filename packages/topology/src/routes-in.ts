import { type DeclaredRoute, declaredRoutes } from './declared-routes.ts';
import type { Environment } from './environment.ts';
import { connectionsIn } from './presence.ts';
import type { Stack } from './stack.ts';

/** All routes of an environment, to whatever service, in the order of the map; none where it does not say how they are made. */
export function routesIn<Name extends string>(stack: Stack<Name>, environmentName: Name | 'base'): DeclaredRoute[] {
  const environment: Environment = stack.environments[environmentName];
  return declaredRoutes(connectionsIn(stack.connections, environment, stack), environment);
}
