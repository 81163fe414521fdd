import type { Endpoint, Pod, PolicyType, Protocol } from '@k8s-blocks/reachability';
import { formatList } from '@k8s-blocks/refusal';
import type { BuiltStack } from './built-stack.ts';
import { includes } from './party.ts';
import type { LocatedRule } from './policy-rules.ts';

/** Ports from the first to the last. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  readonly protocol: Protocol;
}

const ALL_PORTS = { first: 1, last: 65535 };

/** The pods at which the names of ports are looked up. */
function destinations(stack: BuiltStack, direction: PolicyType, subject: Pod, witness: Endpoint): readonly Pod[] {
  if (direction === 'Ingress') return [subject];
  if ('ip' in witness) return stack.cluster.pods;
  const party = { namespace: witness.namespace, pods: witness.labels };
  return stack.podsIn(witness.namespace).filter((pod) => includes(party, pod));
}

/**
 * The ports that a rule of a policy opens between a pod that the policy selects and one at the other end.
 *
 * @param subject the pod that the policy selects.
 * @param other the other end.
 */
export function rangesOf(
  stack: BuiltStack,
  { rule: { ports }, direction }: LocatedRule,
  subject: Pod,
  other: Endpoint,
): PortRange[] {
  const pods = destinations(stack, direction, subject, other);
  if (ports.length === 0) return (['TCP', 'UDP', 'SCTP'] as const).map((protocol) => ({ ...ALL_PORTS, protocol }));
  return ports.flatMap(({ port, endPort, protocol }) => {
    if (port === undefined) return [{ ...ALL_PORTS, protocol }];
    if (typeof port === 'number') return [{ first: port, last: endPort ?? port, protocol }];
    const named = pods.flatMap((pod) => pod.ports.filter((each) => each.name === port && each.protocol === protocol));
    return named.map((each) => ({ first: each.port, last: each.port, protocol }));
  });
}

/** Ports in a sentence: `443/TCP, 10000-10100/UDP`. */
export function formatRanges(ranges: readonly PortRange[]): string {
  const texts = ranges.map(({ first, last, protocol }) => `${first === last ? first : `${first}-${last}`}/${protocol}`);
  return formatList(new Set(texts));
}
