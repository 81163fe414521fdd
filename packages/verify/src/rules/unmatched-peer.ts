import type { Severity } from '@k8s-blocks/findings';
import {
  type LabelSelector,
  type Labels,
  labelIndex,
  type Policy,
  type PolicyPeer,
  selects,
} from '@k8s-blocks/reachability';
import { formatNames } from '@k8s-blocks/refusal';
import type { BuiltStack } from '../built-stack.ts';
import { missingPodsFor } from '../missing-pods.ts';
import { outsideNamespaces } from '../party.ts';
import { podMakerIn } from '../pod-makers.ts';
import { policyRules } from '../policy-rules.ts';
import { selectsPodOf } from '../replica-labels.ts';
import type { StackRule, StackViolation } from '../rule.ts';

type Code = 'no-namespace-selected' | 'no-pod-selected';

/**
 * Peers of policies select a namespace that exists, and, in the namespaces of the build, a pod. Namespaces outside of
 * the build are known by the declared connections; without these, an unknown one is a
 * warning, and a notice where an operator may make the pods.
 *
 * Why: the peer lets nothing through: most often a label is misspelt.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: NetworkPolicy
 * spec:
 *   ingress:
 *     - from: [{ podSelector: { matchLabels: { app: wbe } } }] # the pods are web
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const unmatchedPeer: StackRule<Code> = {
  name: 'unmatched-peer',
  severity: 'error',
  *check(stack) {
    const namespaces = labelIndex(knownNamespaces(stack));
    for (const { object, policy, rule } of policyRules(stack)) {
      for (const peer of rule.peers) {
        const violation = peerViolation(stack, policy, peer, namespaces);
        if (violation === undefined) continue;
        yield {
          ...violation,
          object,
          field: peer.field,
          why: 'This peer of the rule lets nothing through.',
          remedy: 'Correct the selector, or remove the peer.',
          severity: severityOf(stack, policy),
        };
      }
    }
  },
};

/** Without a map, namespaces and pods may be outside of the build, and others may make pods: see the rule `unmatched-selector`. */
function severityOf(stack: BuiltStack, { namespace }: Policy): Severity {
  if (stack.connections !== undefined) return 'error';
  return podMakerIn(stack, namespace) === undefined ? 'warning' : 'notice';
}

function peerViolation(
  stack: BuiltStack,
  policy: Policy,
  { podSelector, namespaceSelector }: PolicyPeer,
  select: (selector: LabelSelector) => readonly string[],
): Pick<StackViolation<Code>, 'code' | 'problem' | 'dueTo'> | undefined {
  if (podSelector === undefined && namespaceSelector === undefined) return undefined;
  const selected = select(namespaceSelector ?? ownNamespace(policy));
  if (selected.length === 0) {
    return {
      code: 'no-namespace-selected',
      problem: 'Its namespaceSelector selects no namespace of this environment.',
    };
  }
  const isOutside = selected.some((name) => !stack.namespaces.has(name));
  if (
    isOutside ||
    selected.some((name) =>
      stack.workloadsIn(name).some((each) => selectsPodOf(each, (labels) => selects(podSelector ?? {}, labels))),
    )
  ) {
    return undefined;
  }
  const dueTo = missingPodsFor(stack, (pods) => {
    return selected.includes(pods.namespace) && selects(podSelector ?? {}, pods.labels);
  });
  return { code: 'no-pod-selected', problem: `It selects no pod of ${formatNames(selected)}.`, dueTo };
}

function ownNamespace({ namespace = '' }: Policy) {
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
