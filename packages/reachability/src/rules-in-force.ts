import type { Policy, PolicyRule, PolicyType } from './policy.ts';

/**
 * The rules of a policy that have an effect in a direction. A NetworkPolicy has none in a direction that its `policyTypes`
 * leave out; other kinds may allow or deny without isolating.
 */
export function rulesInForce(policy: Policy, direction: PolicyType): readonly PolicyRule[] {
  if (policy.kind === 'NetworkPolicy' && !policy.policyTypes.includes(direction)) return [];
  return direction === 'Ingress' ? policy.ingress : policy.egress;
}
