import { portNameProblem, portNumberProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';

/** The protocol of a port. */
export type Protocol = NonNullable<INetworkPolicyPort['protocol']>;

/** One port of a policy, with an explicit protocol. */
export interface SinglePort extends INetworkPolicyPort {
  port: number | string;
  protocol: Protocol;
}

/** A range of ports of a policy, with an explicit protocol. */
export interface PortRange extends INetworkPolicyPort {
  port: number;
  endPort: number;
  protocol: Protocol;
}

/**
 * One port, by its number (1 to 65535) or by its name on the pods that are called. The protocol is always written, so that a
 * reader need not know the default: a rule for TCP does not allow UDP.
 *
 * @param protocol Default: `TCP`.
 * @throws Refusal if the number is out of range, or the name is not a valid name of a container's port.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function port(numberOrName: number | string, protocol: Protocol = 'TCP'): SinglePort {
  const problem = typeof numberOrName === 'number' ? portNumberProblem(numberOrName) : portNameProblem(numberOrName);
  if (problem !== undefined) throw new Refusal({ field: 'port', problem, remedy: remedyOf(numberOrName) });
  return { port: numberOrName, protocol };
}

/**
 * All ports from the first to the last, both included; 1 to 65535. A range of one port is legal.
 *
 * @param protocol Default: `TCP`.
 * @throws Refusal if a number is out of range, or the last port comes before the first.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
 */
export function portRange(first: number, last: number, protocol: Protocol = 'TCP'): PortRange {
  const problems = [...problemsOfNumber('port', first), ...problemsOfNumber('endPort', last)];
  if (problems.length === 0 && last < first) {
    problems.push({
      field: 'endPort',
      problem: `The range ends at ${last}, before it begins at ${first}.`,
      remedy: `Give the lower port first: ${last}, ${first}.`,
    });
  }
  if (problems.length > 0) throw new Refusal(problems);
  return { port: first, endPort: last, protocol };
}

function problemsOfNumber(field: string, value: number): Problem[] {
  const problem = portNumberProblem(value);
  return problem === undefined ? [] : [{ field, problem, remedy: remedyOf(value) }];
}

function remedyOf(value: number | string): string {
  if (typeof value === 'number') return 'Give a whole number from 1 to 65535.';
  // The likeliest mistake is a number in quotes: Kubernetes would look it up as a name, and match nothing.
  if (/^\d+$/.test(value)) return `Give the number without quotes: ${value}.`;
  return 'Give the name that the port has on the container, like "http".';
}
