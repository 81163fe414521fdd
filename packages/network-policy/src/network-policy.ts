import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import { checkedLabels, type LabelSelector, type Labels, selectorOf } from './selectors.ts';

/** The parts of a policy. Both directions are required, so that none stays open because it was forgotten. */
export interface NetworkPolicyParts {
  readonly name: string;
  /** The labels of the policy itself. Default: none. */
  readonly labels?: Labels;
  /** The pods that the policy isolates, by labels or a selector. `{}` is every pod of the namespace. */
  readonly pods: Labels | LabelSelector;
  /** The traffic to the pods that is allowed. Empty: none. */
  readonly ingress: readonly INetworkPolicyIngressRule[];
  /** The traffic from the pods that is allowed. Empty: none, not even name resolution. */
  readonly egress: readonly INetworkPolicyEgressRule[];
}

/**
 * A NetworkPolicy that isolates its pods in both directions and allows what the rules list. `policyTypes` always names both
 * directions: without it, Kubernetes leaves egress open where a policy has no egress rules. The namespace is left to
 * Kustomize or kubectl.
 *
 * @throws Refusal if the name or a label is wrong.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicy({ name, labels, pods, ingress, egress }: NetworkPolicyParts): INetworkPolicy {
  const problem = dnsSubdomainProblem(name);
  if (problem !== undefined) {
    const remedy = 'Give lowercase letters, digits, "-" and ".", that begin and end with a letter or digit.';
    throw new Refusal({ field: 'metadata.name', problem, remedy });
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, ...(labels === undefined ? {} : { labels: checkedLabels(labels, 'metadata.labels') }) },
    spec: {
      podSelector: selectorOf(pods, 'spec.podSelector'),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [...ingress],
      egress: [...egress],
    },
  };
}
