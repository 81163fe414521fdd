import { groupBy } from '@k8s-blocks/manifest';
import {
  compileSelector,
  type LabelSelector,
  type Labels,
  labelText,
  type NetworkPolicy,
  type NetworkPolicyPeer,
} from '@k8s-blocks/reachability';
import { formatNames } from '@k8s-blocks/refusal';
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
    const namespaces = namespaceIndex(knownNamespaces(stack));
    for (const { object, policy, rule, ruleField, peersField } of policyRules(stack)) {
      for (const [index, peer] of rule.peers.entries()) {
        const problem = peerProblem(stack, policy, peer, namespaces);
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

function peerProblem(
  stack: BuiltStack,
  policy: NetworkPolicy,
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  select: (selector: LabelSelector) => readonly string[],
): string | undefined {
  if (ipBlock !== undefined) return undefined;
  const selected = select(namespaceSelector ?? ownNamespace(policy));
  if (selected.length === 0) return `Its namespaceSelector selects no namespace of this environment.`;
  const isOutside = selected.some((name) => !stack.namespaces.has(name));
  const pods = compileSelector(podSelector ?? {});
  if (isOutside || selected.some((name) => stack.workloadsIn(name).some(({ pod }) => pods.matches(pod.labels)))) {
    return undefined;
  }
  return `It selects no pod of ${formatNames(selected)}.`;
}

function ownNamespace({ namespace }: NetworkPolicy) {
  return { matchLabels: { 'kubernetes.io/metadata.name': namespace } };
}

/** Finds the namespaces that a selector selects; one that requires a label is compared with those that have it alone. */
function namespaceIndex(known: ReadonlyMap<string, Labels>): (selector: LabelSelector) => readonly string[] {
  const all = [...known];
  const byLabel = groupBy(all, ([, labels]) => Object.entries(labels).map(([key, value]) => labelText(key, value)));
  return (selector) => {
    const { matches, required } = compileSelector(selector);
    const lists = required.map((label) => byLabel.get(label) ?? []);
    const candidates = lists.reduce((fewest, list) => (list.length < fewest.length ? list : fewest), all);
    return candidates.filter(([, labels]) => matches(labels)).map(([name]) => name);
  };
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
