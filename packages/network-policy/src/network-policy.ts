import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import { checkedLabels, type LabelSelector, type Labels, selectorOf } from './selectors.ts';

/** What a policy says. Both directions must be given, so that none is open because it was forgotten. */
export interface NetworkPolicyParts {
  readonly name: string;
  /** The labels of the policy itself. None if they are left out. */
  readonly labels?: Labels;
  /** The pods that the policy is about, by labels or a selector. `{}` is every pod of the namespace. */
  readonly pods: Labels | LabelSelector;
  /** What may come in. Empty: nothing. */
  readonly ingress: readonly INetworkPolicyIngressRule[];
  /** What may go out. Empty: nothing, not even name resolution. */
  readonly egress: readonly INetworkPolicyEgressRule[];
}

/**
 * A NetworkPolicy that isolates its pods in both directions and then allows what the rules say. `policyTypes` always
 * names both: left out, Kubernetes would take a policy without egress rules for one that leaves egress open. The
 * namespace is left to Kustomize or kubectl.
 *
 * @throws Refusal if the name or a label is wrong.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicy({ name, labels, pods, ingress, egress }: NetworkPolicyParts): INetworkPolicy {
  const fault = dnsSubdomainProblem(name);
  if (fault !== undefined) {
    const remedy = 'Give lowercase letters, digits, "-" and ".", that begin and end with a letter or digit.';
    throw new Refusal({ field: 'metadata.name', problem: fault, remedy });
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
