import { Refusal } from '@k8s-blocks/refusal';
import { fileOfCall } from './call-site.ts';
import type { Contract, OfferedPort } from './contract.ts';
import { connectionPartProblems } from './misused.ts';
import type { Outside, OutsidePort } from './outside.ts';

/** One line of the map: who calls whom, on which port, and why. */
export interface Connection {
  readonly from: Contract | Outside;
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
 * @throws Refusal if an end is not a party or port, as where its name is misspelt.
 * @example connection(agentSociety, connector.ports.admin, 'open and list payment channels')
 */
export function connection(
  from: Contract | Outside,
  to: OfferedPort | OutsidePort,
  why: string,
  options: { readonly environments?: readonly string[] } = {},
): Connection {
  const problems = connectionPartProblems(from, to, why, options.environments);
  if (problems.length > 0) throw new Refusal(problems).within(fileOfCall(connection));
  return { from, to, why, ...options };
}

/** Whether the party is a service of the stack. */
export function isContract(party: Contract | Outside): party is Contract {
  return 'ports' in party;
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

/** A caller in a message: the service's name, `anywhere`, `namespace monitoring`. */
export function formatCaller(party: Contract | Outside): string {
  return isContract(party) ? party.name : party.title;
}
