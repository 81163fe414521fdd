import type { ChangedConnection, ConnectionEnd } from '@k8s-blocks/diff';
import {
  type AddressBlock,
  type Connection,
  callingWorkload,
  connectionsIn,
  type Environment,
  isOffered,
  isUnlocated,
  type Stack,
  type TrafficParty,
  trafficOf,
  type Workload,
  workloadOf,
} from '@k8s-blocks/topology';

/** A declared connection in an environment: whether a changed one is about it. */
export interface DeclaredConnection {
  readonly connection: Connection;
  /** The caller, as {@link callerKey} has it. */
  readonly caller: string;
  /** The ports of a changed connection that this one declares; none if its ends are others. */
  readonly portsIn: (changed: ChangedConnection) => readonly string[];
}

/** What callers are found by: the name of a workload, or that it is none. */
export function callerKey({ name, namespace }: ConnectionEnd): string {
  return namespace === undefined ? 'outside' : `${namespace} ${name}`;
}

/** The declared connections of an environment. */
export function declaredIn(stack: Stack, environment: Environment): readonly DeclaredConnection[] {
  return connectionsIn(stack.connections, environment, stack)
    .filter(({ route }) => route === undefined || environment.routes !== undefined)
    .map((connection) => declared(connection, stack, environment));
}

function declared(connection: Connection, stack: Stack, environment: Environment): DeclaredConnection {
  const { from, to, ports } = trafficOf(connection, stack, environment);
  const caller = endOf(callingWorkload(connection.from), environment);
  const isFrom = endTest(caller, from.party);
  const isTo = endTest(endOf(calledWorkload(connection, stack), environment), to.party);
  const declares = (text: string) => {
    const [called, ofProtocol] = text.split('/');
    return ports.some(
      ({ number, endPort = number, protocol }) =>
        ofProtocol === protocol && number <= Number(called) && Number(called) <= endPort,
    );
  };
  return {
    connection,
    caller: callerKey(caller ?? { name: from.title ?? '' }),
    portsIn: (changed) => (isFrom(changed.from) && isTo(changed.to) ? changed.ports.filter(declares) : []),
  };
}

function calledWorkload({ to }: Connection, { contractNamed }: Stack): Workload | undefined {
  const contract = isOffered(to) ? contractNamed(to.contract) : undefined;
  return contract === undefined || !isOffered(to) ? undefined : workloadOf(contract, to);
}

/** A workload as a comparison names it; undefined for a party outside. */
function endOf(workload: Workload | undefined, { objectName, namespaceName }: Environment): ConnectionEnd | undefined {
  if (workload === undefined) return undefined;
  const name = `${workload.kind} ${objectName(workload.objectName)}`;
  return { name, namespace: namespaceName(workload.namespace) };
}

/** Tests whether an end is a workload, or else a party outside. */
function endTest(workload: ConnectionEnd | undefined, party: TrafficParty): (end: ConnectionEnd) => boolean {
  return ({ name, namespace }) => {
    if (workload === undefined) return namespace === undefined && isOutside({ name }, party);
    return name === workload.name && namespace === workload.namespace;
  };
}

/** Whether who is outside is a party, or a part of it. Whose addresses are not known is let through as any address. */
function isOutside({ name }: ConnectionEnd, party: TrafficParty): boolean {
  if (party === 'anywhere' || isUnlocated(party)) return true;
  if ('apiServer' in party) return name === 'the API server' || isBlock(name, party.addresses);
  if ('host' in party) return name === party.host || isBlock(name, party.addresses);
  if ('blocks' in party) return isBlock(name, party.blocks);
  return name.startsWith('pods ') && name.endsWith(` in ${party.namespace}`);
}

function isBlock(name: string, blocks: readonly AddressBlock[] = []): boolean {
  return blocks.some(({ cidr }) => cidr === name);
}
