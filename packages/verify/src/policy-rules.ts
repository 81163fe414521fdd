import type { ObjectReference } from '@k8s-blocks/manifest';
import { type Policy, type PolicyRule, type PolicyType, rulesInForce } from '@k8s-blocks/reachability';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';
import { policyObject } from './policy-object.ts';

/** A rule of a policy, with its object. */
export interface LocatedRule {
  readonly object: BuiltObject | ObjectReference;
  readonly policy: Policy;
  readonly direction: PolicyType;
  readonly rule: PolicyRule;
}

/** All rules of all policies that are in force: see {@link rulesInForce}. */
export function policyRules(stack: BuiltStack): LocatedRule[] {
  return stack.cluster.policies.flatMap((policy) => {
    const object = policyObject(stack, policy);
    return (['Ingress', 'Egress'] as const).flatMap((direction) =>
      rulesInForce(policy, direction).map((rule) => ({ object, policy, direction, rule })),
    );
  });
}
