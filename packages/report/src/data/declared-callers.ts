import type { Endpoint } from '@k8s-blocks/reachability';
import { callingWorkload, connectionsIn, trafficOf } from '@k8s-blocks/topology';
import { endpointsOf, readStack } from '@k8s-blocks/verify';
import type { ReasonedEnvironment } from './connections.ts';
import type { ConnectionData, MatrixSource } from './report-data.ts';
import type { ReportInput } from './report-input.ts';

/** A caller of a matrix, and who stands for it where policies are asked. */
export interface MatrixCaller {
  readonly data: MatrixSource;
  readonly endpoint: Endpoint;
}

/**
 * Who calls from outside of the stack, as the map declares: pods of other namespaces, networks, the internet through the controller
 * of the routes. Not anywhere: strangers stand for that.
 *
 * @param declared the connections of the map, in its order.
 */
export function declaredCallers(
  { stack }: ReportInput,
  { environment, input }: ReasonedEnvironment,
  declared: readonly ConnectionData[],
): readonly MatrixCaller[] {
  const ends = new Map(stack.connections.map((connection, position) => [connection, declared[position]?.from]));
  const callers = new Map<number, MatrixCaller>();
  for (const connection of connectionsIn(stack.connections, environment, stack)) {
    const end = ends.get(connection);
    const hasNoRoute = connection.route !== undefined && environment.routes === undefined;
    if (end === undefined || !('outside' in end) || callingWorkload(connection.from) !== undefined || hasNoRoute)
      continue;
    const { title = '', party } = trafficOf(connection, stack, environment).from;
    const [endpoint] = party === 'anywhere' ? [] : endpointsOf(party, readStack(input));
    if (endpoint === undefined || callers.has(end.outside)) continue;
    callers.set(end.outside, { data: { title, outside: end.outside }, endpoint });
  }
  return [...callers.values()];
}
