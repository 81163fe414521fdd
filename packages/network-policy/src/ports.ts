import { portNameProblem } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';

/** The protocol of a port. */
export type Protocol = NonNullable<INetworkPolicyPort['protocol']>;

/** One port of a policy, with its protocol said. */
export interface SinglePort extends INetworkPolicyPort {
  port: number | string;
  protocol: Protocol;
}

/** A range of ports of a policy, with its protocol said. */
export interface PortRange extends INetworkPolicyPort {
  port: number;
  endPort: number;
  protocol: Protocol;
}

/**
 * One port, by its number (1 to 65535) or by its name on the pods that are reached. The protocol is always written:
 * a rule for TCP does not let UDP through, and a reader should not need to know what the default is.
 *
 * @param protocol `TCP` if it is left out.
 * @throws Refusal if the number is out of range, or the name is none that a container's port can have.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function port(numberOrName: number | string, protocol: Protocol = 'TCP'): SinglePort {
  const fault = typeof numberOrName === 'number' ? numberFault(numberOrName) : portNameProblem(numberOrName);
  if (fault !== undefined) throw new Refusal({ field: 'port', problem: fault, remedy: remedyOf(numberOrName) });
  return { port: numberOrName, protocol };
}

/**
 * All ports from the first to the last, both included; 1 to 65535. A range of one port is legal.
 *
 * @param protocol `TCP` if it is left out.
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
  const fault = numberFault(value);
  return fault === undefined ? [] : [{ field, problem: fault, remedy: remedyOf(value) }];
}

function numberFault(value: number): string | undefined {
  return Number.isInteger(value) && value >= 1 && value <= 65535 ? undefined : `${value} is no port.`;
}

function remedyOf(value: number | string): string {
  if (typeof value === 'number') return 'Give a whole number from 1 to 65535.';
  // A number in quotes is the likeliest mistake: it would be looked up as a name, and match nothing.
  if (/^\d+$/.test(value)) return `Give the number without quotes: ${value}.`;
  return 'Give the name that the port has on the container, like "http".';
}
