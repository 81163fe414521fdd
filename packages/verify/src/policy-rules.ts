import type { NetworkPolicy, NetworkPolicyRule, PolicyType } from '@k8s-blocks/reachability';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

/** A rule of a policy, and where it stands. */
export interface LocatedRule {
  readonly object: BuiltObject;
  readonly policy: NetworkPolicy;
  readonly direction: PolicyType;
  readonly rule: NetworkPolicyRule;
  /** `spec.egress[2]`. */
  readonly ruleField: string;
  /** The field of the rule that lists its peers. */
  readonly peersField: 'from' | 'to';
}

/** All rules of all policies that are in force: not those of a direction that `policyTypes` leaves out. */
export function policyRules(stack: BuiltStack): LocatedRule[] {
  return stack.cluster.policies.flatMap((policy) => {
    const object = stack.find('networking.k8s.io/v1 NetworkPolicy', policy.namespace, policy.name);
    if (object === undefined) return [];
    return policy.policyTypes.flatMap((direction) => {
      const list = direction === 'Ingress' ? 'ingress' : 'egress';
      const peersField = direction === 'Ingress' ? ('from' as const) : ('to' as const);
      return policy[list].map((rule, index) => {
        return { object, policy, direction, rule, ruleField: `spec.${list}[${index}]`, peersField };
      });
    });
  });
}
