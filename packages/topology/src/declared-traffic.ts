import { isContract, isOffered } from './connection.ts';
import type { Contract, OfferedPort, Protocol } from './contract.ts';
import type { Environment } from './environment.ts';
import type { Outside, OutsidePort } from './outside.ts';
import type { Stack } from './stack.ts';

/** One end of a connection as a cluster sees it: pods by their labels, a namespace, or anybody. */
export type TrafficParty =
  | { readonly namespace: string; readonly pods: Readonly<Record<string, string>> }
  | { readonly namespace: string }
  | 'anywhere';

/** A connection of the map as a cluster sees it, in one environment. */
export interface DeclaredTraffic {
  readonly from: TrafficParty;
  readonly to: TrafficParty;
  /** The port of the callee's pods. */
  readonly port: number;
  readonly protocol: Protocol;
  /** The Services that offer the port, where the callee is a service of the stack. */
  readonly services?: readonly { readonly name: string; readonly port: number }[];
  readonly why: string;
}

/**
 * All traffic of an environment as plain data, without anything of how its manifests are made: what a judge of the built
 * manifests holds them against. Name resolution is part of it, for every service.
 */
export function declaredTraffic<Name extends string>(
  stack: Stack<Name>,
  environmentName: Name | 'base',
): DeclaredTraffic[] {
  const environment: Environment = stack.environments[environmentName];
  const party = (each: Contract | Outside): TrafficParty => {
    if (isContract(each)) return { namespace: each.namespace + environment.suffix, pods: each.selector };
    return each.namespace === undefined ? 'anywhere' : { namespace: each.namespace };
  };
  const callee = (port: OfferedPort | OutsidePort) => {
    if (!isOffered(port)) return { to: party(port.outside), port: port.port };
    const contract = stack.contractNamed(port.contract);
    const services = port.services.map((name) => ({ name: name + environment.suffix, port: port.port }));
    return { to: contract === undefined ? ('anywhere' as const) : party(contract), port: port.containerPort, services };
  };
  const declared = stack.connections
    .filter(({ environments }) => environments?.includes(environmentName) ?? true)
    .map(({ from, to, why }) => ({ from: party(from), ...callee(to), protocol: to.protocol, why }));
  return [...declared, ...stack.startOrder.flatMap((each) => nameResolution(party(each)))];
}

function nameResolution(from: TrafficParty): DeclaredTraffic[] {
  const to = { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } };
  return (['UDP', 'TCP'] as const).map((protocol) => ({ from, to, port: 53, protocol, why: 'name resolution' }));
}
