import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import { checkedLabels, type LabelSelector, type Labels, selectorOf } from './selectors.ts';

/** The parts of a policy. Both directions are required, so that none stays open because it was forgotten. */
export type NetworkPolicyParts = PolicyParts & NetworkPolicyRules;

/** The directions that a policy isolates, and what it allows in each. */
export type NetworkPolicyRules = BothDirections | IngressAlone | EgressAlone;

interface PolicyParts {
  readonly name: string;
  /** The labels of the policy itself. Default: none. */
  readonly labels?: Labels;
  /** The annotations of the policy itself. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The pods that the policy isolates, by labels or a selector. `{}` is every pod of the namespace. */
  readonly pods: Labels | LabelSelector;
}

interface BothDirections {
  /** The directions that it isolates, in the order in which they are written. Default: `['Ingress', 'Egress']`. */
  readonly policyTypes?: readonly ['Ingress', 'Egress'] | readonly ['Egress', 'Ingress'];
  /** The traffic to the pods that is allowed. Empty: none. */
  readonly ingress: readonly INetworkPolicyIngressRule[];
  /** The traffic from the pods that is allowed. Empty: none, not even name resolution. */
  readonly egress: readonly INetworkPolicyEgressRule[];
}

/** It leaves all traffic from the pods open, and says so. */
interface IngressAlone extends Pick<BothDirections, 'ingress'> {
  readonly policyTypes: readonly ['Ingress'];
  readonly egress?: undefined;
}

/** It leaves all traffic to the pods open, and says so. */
interface EgressAlone extends Pick<BothDirections, 'egress'> {
  readonly policyTypes: readonly ['Egress'];
  readonly ingress?: undefined;
}

/**
 * A NetworkPolicy that isolates its pods and allows what the rules list: in both directions, or in the one that `policyTypes`
 * names. `policyTypes` is always written: without it, Kubernetes leaves egress open where a policy has no egress rules. The
 * namespace is left to Kustomize or kubectl.
 *
 * @throws Refusal if the name or a label is wrong.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicy(parts: NetworkPolicyParts): INetworkPolicy {
  const { name, labels, annotations, pods, policyTypes = ['Ingress', 'Egress'], ingress, egress } = parts;
  const problem = dnsSubdomainProblem(name);
  if (problem !== undefined) {
    const remedy = 'Give lowercase letters, digits, "-" and ".", that begin and end with a letter or digit.';
    throw new Refusal({ field: 'metadata.name', problem, remedy });
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      ...(labels === undefined ? {} : { labels: checkedLabels(labels, 'metadata.labels') }),
      ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
    },
    spec: {
      podSelector: selectorOf(pods, 'spec.podSelector'),
      policyTypes: [...policyTypes],
      ...(ingress === undefined ? {} : { ingress: [...ingress] }),
      ...(egress === undefined ? {} : { egress: [...egress] }),
    },
  };
}
