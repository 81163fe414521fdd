import { callingWorkload, connectionsIn, isOffered, type TrafficEnd, trafficOf } from '@k8s-blocks/topology';
import { type Alternatives, alternativesOf, type CalledPorts, readStack } from '@k8s-blocks/verify';
import type { ReasonedEnvironment } from './connections.ts';
import type { ConnectionData, MatrixSource, MatrixTarget } from './report-data.ts';
import type { ReportInput } from './report-input.ts';
import { calledPorts } from './traffic-verdict.ts';

/** A caller of a matrix, and the endpoints that stand for it when policies are evaluated. */
export interface MatrixCaller {
  readonly data: MatrixSource;
  readonly callers: Alternatives;
}

/** A port of a matrix, or several that are called together, and the endpoints that stand for it when policies are evaluated. */
export interface MatrixCallee {
  readonly data: MatrixTarget;
  readonly callees: Alternatives;
  readonly ports: readonly CalledPorts[];
}

/**
 * Who calls from outside of the stack, and what is called there, as the map declares: pods of other namespaces, networks, hosts, the API
 * server, the internet through the controller of the routes. No callers that are anywhere: strangers stand for them.
 *
 * @param declared the connections of the map, in its order.
 */
export function declaredOutsides(
  { stack }: ReportInput,
  { environment, input }: ReasonedEnvironment,
  declared: readonly ConnectionData[],
): { readonly callers: readonly MatrixCaller[]; readonly callees: readonly MatrixCallee[] } {
  const data = new Map(stack.connections.map((connection, position) => [connection, declared[position]]));
  const callers = new Map<number, MatrixCaller>();
  const callees = new Map<string, MatrixCallee>();
  const endpointsFor = ({ party }: TrafficEnd) => alternativesOf(party, readStack(input));
  for (const connection of connectionsIn(stack.connections, environment, stack)) {
    const { from, to, port } = data.get(connection) ?? {};
    // Connections from the internet exist only where the environment says how routes are made.
    if (connection.route !== undefined && environment.routes === undefined) continue;
    if (from !== undefined && 'outside' in from && callingWorkload(connection.from) === undefined) {
      const { from: caller } = trafficOf(connection, stack, environment);
      const endpoints = caller.party === 'anywhere' ? [] : endpointsFor(caller);
      if (endpoints.length > 0 && !callers.has(from.outside)) {
        callers.set(from.outside, { data: { title: caller.title ?? '', outside: from.outside }, callers: endpoints });
      }
    }
    if (to !== undefined && port !== undefined && 'outside' in to && !isOffered(connection.to)) {
      const traffic = trafficOf(connection, stack, environment);
      const endpoints = endpointsFor(traffic.to);
      const key = `${to.outside} ${port}`;
      if (endpoints.length > 0 && !callees.has(key)) {
        const target = { title: traffic.to.title ?? '', outside: to.outside, port };
        callees.set(key, { data: target, callees: endpoints, ports: calledPorts(traffic) });
      }
    }
  }
  return { callers: [...callers.values()], callees: [...callees.values()] };
}
