import type { Connection } from './connection.ts';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import { connectionsIn } from './presence.ts';
import type { Stack } from './stack.ts';
import { needsOf } from './start-order.ts';

/**
 * The services of an environment in start order, each with those that it calls and needs at start, and for each of these the first
 * connection for which it does. What those need in turn is not among them.
 */
export function directNeeds<Name extends string>(
  stack: Stack<Name>,
  environmentName: Name | 'base',
): ReadonlyMap<Contract, ReadonlyMap<Contract, Connection>> {
  const environment: Environment = stack.environments[environmentName];
  return needsOf(stack.servicesIn(environmentName), connectionsIn(stack.connections, environment, stack), stack);
}
