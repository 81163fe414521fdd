import { shortName } from '@k8s-blocks/manifest';
import {
  describeLabels,
  type Endpoint,
  explain,
  type Pod,
  type PolicyPeer,
  type Protocol,
  subjectTest,
} from '@k8s-blocks/reachability';
import type { BuiltStack } from '../built-stack.ts';
import { type DeclaredConnection, portRangeOf } from '../connection.ts';
import { INTERNET, includes, OTHER_POD } from '../party.ts';
import { connectionsOfPods } from '../pod-connections.ts';
import { type LocatedRule, policyRules } from '../policy-rules.ts';
import { type PortRange, rangesOf } from '../port-range.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { countWitnesses, MAX_WITNESSES, witnessesOf } from '../witness.ts';

type Code = 'traffic-undeclared' | 'too-many-alternatives';

/**
 * Everything undeclared is denied. Pods that policies isolate are reached, and reach, by the rules of policies alone;
 * so no rule may allow a connection that is not declared, on any port. Each peer of each rule is tried with the fewest
 * labels that it selects. That every pod is isolated is the rule `unisolated-workload`.
 *
 * Together with that rule this is as strict as trying all pairs of pods and addresses on all ports, and stricter in
 * one thing: a rule that is too wide is reported also where the other end still denies. A party that no NetworkPolicy can name,
 * such as a host whose addresses are not known, may be said by every address: see `wider-than-declared`.
 *
 * Why: what is allowed and not declared is open to an attacker.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: NetworkPolicy
 * spec:
 *   podSelector: { matchLabels: { app: api } }
 *   ingress:
 *     - from: [{ namespaceSelector: {} }] # declared: web alone
 *       ports: [{ port: 8080 }]
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const undeclaredTraffic: StackRule<Code> = {
  name: 'undeclared-traffic',
  severity: 'error',
  *check(stack) {
    if (stack.connections === undefined) return;
    const declaredFor = connectionsOfPods(stack.connections);
    const isFor = subjectTest(stack.cluster);
    for (const located of policyRules(stack)) {
      const { policy, rule, direction } = located;
      if (rule.action !== 'Accept') continue;
      const workloads = policy.namespace === undefined ? stack.workloads : stack.workloadsIn(policy.namespace);
      for (const { pod } of workloads) {
        if (isFor(policy, pod)) yield* ruleViolations(stack, declaredFor(pod, direction), located, pod);
      }
    }
  },
};

/** The peers of a rule that let through more than is declared, each once. */
function* ruleViolations(
  stack: BuiltStack,
  connections: readonly DeclaredConnection[],
  located: LocatedRule,
  subject: Pod,
): Generator<StackViolation<Code>> {
  const { object, policy, direction, rule } = located;
  for (const peer of rule.peers) if (isTooWide(peer)) yield untried(object, peer.field);
  const peers = rule.peers
    .filter((peer) => !isTooWide(peer))
    .map((peer) => ({ field: peer.field, witnesses: witnessesOf(peer, policy.namespace ?? '', connections) }));
  const everything = { field: rule.field, witnesses: [INTERNET, OTHER_POD] };
  for (const { field, witnesses } of rule.peers.length === 0 ? [everything] : peers) {
    for (const witness of witnesses) {
      const [from, to] = direction === 'Ingress' ? [witness, subject] : [subject, witness];
      const ranges = rangesOf(stack, located, subject, witness);
      const found = firstUndeclared(connections, from, to, ranges);
      if (found === undefined) continue;
      const { port, protocol } = found;
      const what = rule.peers.length === 0 ? 'every pod and address' : formatWitness(witness);
      yield {
        code: 'traffic-undeclared',
        object,
        field,
        problem: `It lets its pods ${direction === 'Ingress' ? 'be called by' : 'call'} ${what} on port ${port}/${protocol}, which no connection declares.`,
        why: explain(stack.evaluator.verdict(from, to, port, protocol)),
        remedy: 'Narrow the rule to what is declared, or declare the connection.',
      };
      break;
    }
  }
}

function isTooWide(peer: PolicyPeer): boolean {
  return countWitnesses(peer) > MAX_WITNESSES;
}

function untried(object: LocatedRule['object'], field: string): StackViolation<Code> {
  return {
    code: 'too-many-alternatives',
    object,
    field,
    problem: `It selects by more than ${MAX_WITNESSES} combinations of labels, or exceptions, which are too many to try.`,
    why: 'Whether it lets through more than is declared is not known.',
    remedy: 'Select by fewer alternatives.',
  };
}

/** The first port of the ranges that is not declared between the two. */
function firstUndeclared(
  connections: readonly DeclaredConnection[],
  from: Endpoint,
  to: Endpoint,
  ranges: readonly PortRange[],
): { readonly port: number; readonly protocol: Protocol } | undefined {
  const declared = connections
    .filter((each) => includes(each.from, from) && includes(each.to, to))
    .map((each) => ({ ...portRangeOf(each), protocol: each.protocol }))
    .sort((a, b) => a.first - b.first);
  for (const { first, last, protocol } of ranges) {
    let port = first;
    for (const each of declared) {
      if (each.protocol === protocol && each.first <= port && port <= each.last) port = each.last + 1;
    }
    if (port <= last) return { port, protocol };
  }
  return undefined;
}

function formatWitness(witness: Endpoint): string {
  if ('ip' in witness) return `addresses such as ${witness.ip}`;
  const { labels, namespace } = witness;
  const who = Object.keys(labels).length === 0 ? 'any pod' : `any pod with ${describeLabels(labels)}`;
  return `${who} of a namespace such as "${shortName(namespace)}"`;
}
