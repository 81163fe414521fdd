import { type IPBlock, type Pod, subjectTest } from '@k8s-blocks/reachability';
import { formatList } from '@k8s-blocks/refusal';
import type { BuiltStack } from '../built-stack.ts';
import { type DeclaredConnection, type Party, portRangeOf } from '../connection.ts';
import { formatParty, includes, isAnywhereOutside } from '../party.ts';
import { connectionsOfPods } from '../pod-connections.ts';
import { type LocatedRule, policyRules } from '../policy-rules.ts';
import { formatRanges, type PortRange, rangesOf } from '../port-range.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { countWitnesses, MAX_WITNESSES, witnessesOf } from '../witness.ts';

/**
 * A NetworkPolicy lets through whom it names, by labels or addresses. One that is declared by a name (a host, the API server, pods
 * in the network of their nodes) and whose addresses are not known is let through with every other address on its port. That
 * is no mistake of the policy, so it is a notice; a policy that lets through more than that is undeclared traffic.
 *
 * Why: a pod that is broken into sends data to any address on that port.
 *
 * @example
 * # declared: shop calls the host cache.example.com on port 6379
 * apiVersion: networking.k8s.io/v1
 * kind: NetworkPolicy
 * spec:
 *   egress:
 *     - to: [{ ipBlock: { cidr: 0.0.0.0/0 } }]
 *       ports: [{ port: 6379 }]
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#what-you-can-t-do-with-network-policies-at-least-not-yet
 */
export const widerThanDeclared: StackRule = {
  name: 'wider-than-declared',
  severity: 'notice',
  *check(stack) {
    if (!stack.connections?.some(({ from, to }) => isAnywhereOutside(from) || isAnywhereOutside(to))) return;
    const declaredFor = connectionsOfPods(stack.connections);
    const isFor = subjectTest(stack.cluster);
    for (const located of policyRules(stack)) {
      const { policy, rule } = located;
      if (rule.action !== 'Accept') continue;
      const workloads = policy.namespace === undefined ? stack.workloads : stack.workloadsIn(policy.namespace);
      for (const { pod } of workloads) {
        if (!isFor(policy, pod)) continue;
        const violation = ruleViolation(stack, declaredFor(pod, located.direction), located, pod);
        if (violation === undefined) continue;
        yield violation;
        break;
      }
    }
  },
};

/** Addresses that a rule lets through for a party that is at some of them alone, and the ports. */
interface Width {
  readonly block: IPBlock;
  readonly party: Party;
  readonly ranges: readonly PortRange[];
}

function ruleViolation(
  stack: BuiltStack,
  connections: readonly DeclaredConnection[],
  located: LocatedRule,
  subject: Pod,
): StackViolation | undefined {
  const widths = [...widthsOf(stack, connections, located, subject)];
  if (widths.length === 0) return undefined;
  const { object, direction, rule } = located;
  const verb = direction === 'Ingress' ? 'be called by' : 'call';
  const whom = formatBlocks(widths.map(({ block }) => block));
  const ports = formatRanges(widths.flatMap(({ ranges }) => ranges));
  const declared = formatList(new Set(widths.map(({ party }) => formatParty(party))));
  return {
    object,
    field: rule.field,
    problem: `It lets its pods ${verb} ${whom} on port ${ports}; declared is ${declared}.`,
    why: 'A NetworkPolicy knows addresses alone, and those of the declared party are not known.',
    remedy: 'Declare its addresses where they are known.',
  };
}

function* widthsOf(
  stack: BuiltStack,
  connections: readonly DeclaredConnection[],
  located: LocatedRule,
  subject: Pod,
): Generator<Width> {
  const { direction, rule, policy } = located;
  const otherEnd = ({ from, to }: DeclaredConnection) => (direction === 'Ingress' ? from : to);
  const wide = connections.filter((each) => isAnywhereOutside(otherEnd(each)));
  const exact = connections.filter((each) => !isAnywhereOutside(otherEnd(each)));
  for (const peer of rule.peers) {
    const { ipBlock: block } = peer;
    if (block === undefined || countWitnesses(peer) > MAX_WITNESSES) continue;
    for (const witness of witnessesOf(peer, policy.namespace ?? '', connections)) {
      const opened = rangesOf(stack, located, subject, witness);
      const known = exact.filter((each) => includes(otherEnd(each), witness));
      for (const connection of wide) {
        const ranges = opened.flatMap((each) => commonRange(each, connection));
        if (ranges.length === 0 || known.some((each) => covers(each, connection))) continue;
        yield { block, party: otherEnd(connection), ranges };
      }
    }
  }
}

/** The ports that a rule opens and a connection is on. */
function commonRange({ first, last, protocol }: PortRange, connection: DeclaredConnection): PortRange[] {
  const called = portRangeOf(connection);
  const common = { first: Math.max(first, called.first), last: Math.min(last, called.last), protocol };
  return protocol === connection.protocol && common.first <= common.last ? [common] : [];
}

/** Whether a connection is on all ports of another. */
function covers(one: DeclaredConnection, other: DeclaredConnection): boolean {
  const [all, part] = [portRangeOf(one), portRangeOf(other)];
  return one.protocol === other.protocol && all.first <= part.first && part.last <= all.last;
}

function formatBlocks(blocks: readonly IPBlock[]): string {
  const isEvery = ({ cidr, except = [] }: IPBlock) => cidr.endsWith('/0') && except.length === 0;
  return blocks.some(isEvery) ? 'every address' : `addresses of ${formatList(new Set(blocks.map(({ cidr }) => cidr)))}`;
}
