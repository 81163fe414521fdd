import { Refusal } from '@k8s-blocks/refusal';
import { fileOfCall } from './call-site.ts';
import type { Contract, OfferedPort } from './contract.ts';
import { connectionPartProblems } from './misused.ts';
import type { Outside, OutsidePort } from './outside.ts';
import type { Workload } from './workload.ts';

/** Who calls: the main workload of a service, another one of its workloads, or a party outside. */
export type Caller = Contract | Workload | Outside;

/** One line of the map: who calls whom, on which port, and why. */
export interface Connection {
  readonly from: Caller;
  readonly to: OfferedPort | OutsidePort;
  /** What the call is for; it becomes the comment of the policy rules that allow it. */
  readonly why: string;
  /** The environments that it exists in. Default: all. */
  readonly environments?: readonly string[];
}

/**
 * Declares a connection. The egress rule at the caller, the ingress rule at the callee and the address in the caller's
 * configuration all derive from it.
 *
 * @param from a contract is its main workload, and no other: `orders`, `orders.workloads.migrate`, `anywhere`.
 * @throws Refusal if an end is not a party or port, as where its name is misspelt.
 * @example connection(agentSociety, connector.ports.admin, 'open and list payment channels')
 */
export function connection(
  from: Caller,
  to: OfferedPort | OutsidePort,
  why: string,
  options: { readonly environments?: readonly string[] } = {},
): Connection {
  const problems = connectionPartProblems(from, to, why, options.environments);
  if (problems.length > 0) throw new Refusal(problems).within(fileOfCall(connection));
  return { from, to, why, ...options };
}

/** Whether the party is a service of the stack, and as a caller its main workload. */
export function isContract(party: Caller): party is Contract {
  return 'ports' in party;
}

/** Whether the party is one workload of a service of the stack. */
export function isWorkload(party: Caller): party is Workload {
  return 'kind' in party;
}

/** The workload that calls; undefined for a party outside. */
export function callingWorkload(party: Caller): Workload | undefined {
  if (isContract(party)) return party.main;
  return isWorkload(party) ? party : undefined;
}

/** Whether the port is one of a service of the stack. */
export function isOffered(port: OfferedPort | OutsidePort): port is OfferedPort {
  return 'contract' in port;
}

/** A port in a message: `connector:8081 (admin)`, `anywhere:443`. */
export function formatPort(port: OfferedPort | OutsidePort): string {
  const number = formatPortNumber(port);
  return isOffered(port) ? `${port.contract}:${number} (${port.name})` : `${port.outside.title}:${number}`;
}

/** The number of a port, or the first and last of a range: `8081`, `10000-10100`. */
export function formatPortNumber({ port, endPort }: OfferedPort | OutsidePort): string {
  return endPort === undefined ? String(port) : `${port}-${endPort}`;
}

/** A caller in a message: `orders`, `orders-worker`, `anywhere`, `namespace monitoring`. */
export function formatCaller(party: Caller): string {
  return 'name' in party ? party.name : party.title;
}
