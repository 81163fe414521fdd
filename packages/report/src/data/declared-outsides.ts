import type { Endpoint, Target } from '@k8s-blocks/reachability';
import {
  callingWorkload,
  connectionsIn,
  isOffered,
  type Traffic,
  type TrafficEnd,
  trafficOf,
} from '@k8s-blocks/topology';
import { endpointsOf, readStack } from '@k8s-blocks/verify';
import type { ReasonedEnvironment } from './connections.ts';
import type { ConnectionData, MatrixSource, MatrixTarget } from './report-data.ts';
import type { ReportInput } from './report-input.ts';

/** A caller of a matrix, and who stands for it where policies are asked. */
export interface MatrixCaller {
  readonly data: MatrixSource;
  readonly endpoint: Endpoint;
}

/** A port of a matrix, and what stands for it where policies are asked. */
export interface MatrixCallee extends Target {
  readonly data: MatrixTarget;
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
  const endpointOf = ({ party }: TrafficEnd) => endpointsOf(party, readStack(input))[0];
  for (const connection of connectionsIn(stack.connections, environment, stack)) {
    const { from, to, port } = data.get(connection) ?? {};
    // Connections from the internet exist only where the environment says how routes are made.
    if (connection.route !== undefined && environment.routes === undefined) continue;
    if (from !== undefined && 'outside' in from && callingWorkload(connection.from) === undefined) {
      const { from: caller } = trafficOf(connection, stack, environment);
      const endpoint = caller.party === 'anywhere' ? undefined : endpointOf(caller);
      if (endpoint !== undefined && !callers.has(from.outside)) {
        callers.set(from.outside, { data: { title: caller.title ?? '', outside: from.outside }, endpoint });
      }
    }
    if (to !== undefined && port !== undefined && 'outside' in to && !isOffered(connection.to)) {
      const callee = calleeOf(trafficOf(connection, stack, environment), { outside: to.outside, port }, endpointOf);
      const key = `${to.outside} ${port}`;
      if (callee !== undefined && !callees.has(key)) callees.set(key, callee);
    }
  }
  return { callers: [...callers.values()], callees: [...callees.values()] };
}

function calleeOf(
  { to, ports: [first] }: Traffic,
  data: Omit<MatrixTarget, 'title'>,
  endpointOf: (end: TrafficEnd) => Endpoint | undefined,
): MatrixCallee | undefined {
  const endpoint = endpointOf(to);
  if (endpoint === undefined || first === undefined) return undefined;
  return { to: endpoint, port: first.number, protocol: first.protocol, data: { ...data, title: to.title ?? '' } };
}
