import {
  anywhere,
  type Caller,
  type Connection,
  callingWorkload,
  connectionsIn,
  type Environment,
  formatPortNumber,
  isOffered,
  type OfferedPort,
  type OutsidePort,
  type Stack,
  type Traffic,
  trafficOf,
  workloadOf,
} from '@k8s-blocks/topology';
import { connectionVerdict, type StackInput } from '@k8s-blocks/verify';
import { addressOf } from './addresses.ts';
import type { EnvironmentReasons } from './reason-list.ts';
import type { ConnectionData, ConnectionInEnvironment, EndData, OutsideData, VerdictData } from './report-data.ts';
import type { ReportInput } from './report-input.ts';
import { calledPorts, verdictOnAll } from './traffic-verdict.ts';

/** An environment, with the reasons of its verdicts. */
export interface ReasonedEnvironment {
  readonly environment: Environment;
  readonly input: StackInput;
  readonly reasons: EnvironmentReasons;
  /** The services that were not built: what lets their connections through is not known. */
  readonly unbuilt: ReadonlySet<string>;
}

/** The declared connections, and the parties outside that are their ends. */
export function connectionData(
  { stack, declaredAt }: ReportInput,
  environments: readonly ReasonedEnvironment[],
): { readonly connections: readonly ConnectionData[]; readonly outsides: readonly OutsideData[] } {
  const outsides = new Map<string, number>();
  const positions = new Map(stack.startOrder.map(({ name }, position) => [name, position]));
  const outsideEnd = (title: string): EndData => {
    const position = outsides.get(title) ?? outsides.size;
    outsides.set(title, position);
    return { outside: position };
  };
  const ends = { positions, outsideEnd };
  const existing = environments.map(({ environment }) => new Set(connectionsIn(stack.connections, environment, stack)));
  const connections = stack.connections.map((connection): ConnectionData => {
    const declared = declaredAt?.(connection);
    return {
      from: callerEnd(connection.from, ends),
      to: calleeEnd(connection, stack, ends),
      port: portText(connection.to),
      ...(isOffered(connection.to) ? { portName: connection.to.name } : {}),
      why: connection.why,
      ...neededData(connection),
      ...(declared === undefined ? {} : { declared }),
      environments: environments.map((each, index) =>
        existing[index]?.has(connection) === true ? inEnvironment(stack, connection, each) : null,
      ),
    };
  });
  return { connections, outsides: [...outsides.keys()].map(outsideData) };
}

/** Only a service that calls another one of the stack may have to wait for it. */
function neededData(connection: Connection): Pick<ConnectionData, 'needed'> {
  const [caller, callee] = [callingWorkload(connection.from)?.contract, calledContract(connection)];
  const isInner = caller !== undefined && callee !== undefined && caller !== callee;
  return isInner ? { needed: connection.needed ?? 'at-start' } : {};
}

function calledContract({ to }: Connection): string | undefined {
  return isOffered(to) ? to.contract : undefined;
}

function outsideData(title: string): OutsideData {
  return title === anywhere.title ? { title, anywhere: true } : { title };
}

interface Ends {
  /** The positions of the services by their names. */
  readonly positions: ReadonlyMap<string, number>;
  readonly outsideEnd: (title: string) => EndData;
}

function callerEnd(caller: Caller, { positions, outsideEnd }: Ends): EndData {
  const workload = callingWorkload(caller);
  if (workload === undefined) return outsideEnd('title' in caller ? caller.title : '');
  return serviceEnd(positions, workload.contract, workload.key === undefined ? undefined : workload.name);
}

function calleeEnd({ to }: Connection, { contractNamed }: Stack, { positions, outsideEnd }: Ends): EndData {
  if (!isOffered(to)) return outsideEnd(to.outside.title);
  const contract = contractNamed(to.contract);
  const workload = contract === undefined || to.workload === undefined ? undefined : workloadOf(contract, to).name;
  return serviceEnd(positions, to.contract, workload);
}

function serviceEnd(positions: ReadonlyMap<string, number>, name: string, workload: string | undefined): EndData {
  const service = positions.get(name) ?? 0;
  return workload === undefined ? { service } : { service, workload };
}

/** A port as it stands in text: `8081`, `53/UDP`, `8000-9000`. */
export function portText(port: OfferedPort | OutsidePort): string {
  const number = formatPortNumber(port);
  return port.protocol === 'TCP' ? number : `${number}/${port.protocol}`;
}

function inEnvironment(
  stack: Stack,
  connection: Connection,
  { environment, input, reasons, unbuilt }: ReasonedEnvironment,
): ConnectionInEnvironment | null {
  // Connections from the internet exist only where the environment says how routes are made.
  if (connection.route !== undefined && environment.routes === undefined) return null;
  const address = addressOf(stack, connection, environment);
  const isKnown = servicesAt(connection).every((service) => !unbuilt.has(service));
  const verdict = isKnown ? verdictOf(trafficOf(connection, stack, environment), input, reasons) : undefined;
  return { ...(address === undefined ? {} : { address }), ...(verdict === undefined ? {} : { verdict }) };
}

/** The services at the ends of a connection. */
function servicesAt(connection: Connection): readonly string[] {
  return [callingWorkload(connection.from)?.contract, calledContract(connection)].filter((name) => name !== undefined);
}

function verdictOf(traffic: Traffic, input: StackInput, { positionOf }: EnvironmentReasons): VerdictData | undefined {
  const { from, to, why } = traffic;
  const deciding = verdictOnAll(calledPorts(traffic), (called) =>
    connectionVerdict(input, { from: from.party, to: to.party, why, ...called }),
  );
  return deciding && { egress: positionOf(deciding.egress), ingress: positionOf(deciding.ingress) };
}
