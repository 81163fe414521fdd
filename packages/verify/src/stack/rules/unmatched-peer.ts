import type { Labels, NetworkPolicy, NetworkPolicyPeer } from '../../reachability/index.ts';
import { compileSelector } from '../../reachability/label-selector.ts';
import type { BuiltStack } from '../built-stack.ts';
import { outsideNamespaces } from '../party.ts';
import { policyRules } from '../policy-rules.ts';
import type { StackRule } from '../rule.ts';

/**
 * Peers of policies select a namespace that exists, and, in the namespaces of the build, a pod. Namespaces of others are
 * known by the declared connections; without these, a namespace that is not known may well exist.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const unmatchedPeer: StackRule = {
  name: 'unmatched-peer',
  severity: 'error',
  *check(stack) {
    const namespaces = knownNamespaces(stack);
    for (const { object, policy, rule, ruleField, peersField } of policyRules(stack)) {
      for (const [index, peer] of rule.peers.entries()) {
        const problem = peerFault(stack, policy, peer, namespaces);
        if (problem === undefined) continue;
        yield {
          object,
          field: `${ruleField}.${peersField}[${index}]`,
          problem,
          why: 'The rule lets nobody through there.',
          remedy: 'Correct the selector, or remove the peer.',
          severity: stack.connections === undefined ? 'warning' : 'error',
        };
      }
    }
  },
};

function peerFault(
  stack: BuiltStack,
  policy: NetworkPolicy,
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  known: ReadonlyMap<string, Labels>,
): string | undefined {
  if (ipBlock !== undefined) return undefined;
  const isSelected = compileSelector(namespaceSelector ?? ownNamespace(policy)).matches;
  const selected = [...known].filter(([, labels]) => isSelected(labels)).map(([name]) => name);
  if (selected.length === 0) return `Its namespaceSelector selects no namespace of this environment.`;
  const isOutside = selected.some((name) => !stack.namespaces.has(name));
  const pods = compileSelector(podSelector ?? {});
  if (isOutside || selected.some((name) => stack.workloadsIn(name).some(({ pod }) => pods.matches(pod.labels)))) {
    return undefined;
  }
  return `It selects no pod of "${selected.join('", "')}".`;
}

function ownNamespace({ namespace }: NetworkPolicy) {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
}

/** The namespaces of the build and the known ones of others, with their labels. */
function knownNamespaces(stack: BuiltStack): ReadonlyMap<string, Labels> {
  const labels = new Map(stack.cluster.namespaces.map((each) => [each.name, each.labels]));
  return new Map(
    [...stack.namespaces, ...outsideNamespaces(stack)].map((name) => [
      name,
      { ...labels.get(name), 'kubernetes.io/metadata.name': name },
    ]),
  );
}
