import { groupBy } from '@k8s-blocks/manifest';
import { callingWorkload } from './caller.ts';
import { type Connection, isOffered } from './connection.ts';
import type { Contract } from './contract.ts';

/**
 * The services of a stack and who calls whom, indexed by name: every service of a stack asks for its own connections, so
 * that a search through the lists would take quadratic time.
 */
export interface ServiceMap {
  /** The contracts of the services, in the order in which they are started. */
  readonly startOrder: readonly Contract[];
  /** The contract of that name, if it is on the map. */
  contractNamed(name: string): Contract | undefined;
  /** The services that offer a port on a Service of that name, in base. */
  contractsOffering(service: string): readonly Contract[];
  /** The connections that begin or end at a service, at any of its workloads, or both, in the order of the map. */
  connectionsOf(service: Contract): ServiceConnections;
}

/** The connections of one service, by direction; one to itself is in both. */
export interface ServiceConnections {
  readonly outgoing: readonly Connection[];
  readonly incoming: readonly Connection[];
}

/** The map of some services and their connections. */
export function serviceMap(startOrder: readonly Contract[], connections: readonly Connection[]): ServiceMap {
  const byName = new Map(startOrder.map((contract) => [contract.name, contract]));
  const offering = groupBy(
    startOrder,
    ({ ports }) => new Set(Object.values(ports).flatMap(({ services }) => services)),
  );
  const outgoing = groupBy(connections, ({ from }) => {
    const workload = callingWorkload(from);
    return workload === undefined ? [] : [workload.contract];
  });
  const incoming = groupBy(connections, ({ to }) => (isOffered(to) ? [to.contract] : []));
  return {
    startOrder,
    contractNamed: (name) => byName.get(name),
    contractsOffering: (service) => offering.get(service) ?? [],
    connectionsOf: ({ name }) => ({ outgoing: outgoing.get(name) ?? [], incoming: incoming.get(name) ?? [] }),
  };
}

/** Services in the order in which they are started, for comments and documents: `TigerBeetle → agent-society → …`. */
export function formatStartOrder(startOrder: readonly Pick<Contract, 'title'>[]): string {
  return startOrder.map(({ title }) => title).join(' → ');
}
