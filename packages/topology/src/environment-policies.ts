import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';

/** The kinds of policies in which the connections of a service can be said. */
export const POLICY_DIALECTS = ['NetworkPolicy', 'CiliumNetworkPolicy'] as const;

/** One of these kinds: Kubernetes' own, or that of Cilium, which knows names of hosts, the API server and nodes as well. */
export type PolicyDialect = (typeof POLICY_DIALECTS)[number];

/** What the definition of an environment says of its policies. */
export interface PolicyOptions {
  /**
   * The kind of its policies. `CiliumNetworkPolicy` needs Cilium as the network plugin of the cluster. Default: `NetworkPolicy`.
   *
   * @see https://docs.cilium.io/en/stable/network/kubernetes/policy/
   */
  readonly policies?: PolicyDialect;
  /**
   * A ClusterNetworkPolicy of the whole stack, for the pods that no other policy is for: it lets them resolve names, and denies
   * everything else that a policy of this kind can. It needs a network plugin that knows the kind. Default: none.
   *
   * @see https://network-policy-api.sigs.k8s.io/api-overview/
   */
  readonly clusterNetworkPolicy?: ClusterNetworkPolicyOptions;
}

/** A ClusterNetworkPolicy of the whole stack. */
export interface ClusterNetworkPolicyOptions {
  /** Its name, as it is in the cluster: no other stack or environment of the cluster may have one of that name. */
  readonly name: string;
  /** When it is asked, of all of the tier `Baseline`: 0 is first. Default: 1000, which is last. */
  readonly priority?: number;
}

/** The same of an environment, with its defaults filled in. */
export interface EnvironmentPolicies {
  readonly policies: PolicyDialect;
  /** Absent: there is none. */
  readonly clusterNetworkPolicy?: Required<ClusterNetworkPolicyOptions>;
}

/** The priority of what is asked last. */
const LAST = 1000;

/**
 * What an environment says of its policies, with its defaults filled in.
 *
 * @throws Refusal if the kind is not known, or the name or the priority of the ClusterNetworkPolicy is not valid.
 */
export function environmentPolicies({
  policies = 'NetworkPolicy',
  clusterNetworkPolicy,
}: PolicyOptions): EnvironmentPolicies {
  checkDialect(policies, 'policies');
  if (clusterNetworkPolicy === undefined) return { policies };
  const { name, priority = LAST } = clusterNetworkPolicy;
  const problem = dnsSubdomainProblem(name);
  if (problem !== undefined) {
    const remedy = 'Give a name that no other ClusterNetworkPolicy of the cluster has, such as "shop-staging".';
    throw new Refusal({ field: 'clusterNetworkPolicy.name', problem, remedy });
  }
  if (!Number.isInteger(priority) || priority < 0 || priority > LAST) {
    const field = 'clusterNetworkPolicy.priority';
    throw new Refusal({ field, problem: `${priority} is not a valid priority (0-${LAST}).`, remedy: 'Leave it out.' });
  }
  return { policies, clusterNetworkPolicy: { name, priority } };
}

/**
 * Refuses what is not a kind of policies: tsx and Node run TypeScript without checking its types.
 *
 * @throws Refusal in the field.
 */
export function checkDialect(dialect: PolicyDialect, field: string): void {
  if (POLICY_DIALECTS.includes(dialect)) return;
  const problem = `"${dialect}" is not a known kind of policies.`;
  throw new Refusal({ field, problem, remedy: `Give one of ${formatNames(POLICY_DIALECTS)}.` });
}
