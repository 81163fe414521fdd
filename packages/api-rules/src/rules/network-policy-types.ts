import { ruleFor } from '../rule.ts';
import { notSupported, quote, type Violations } from '../violation.ts';

/**
 * The policy types of a NetworkPolicy are `Ingress`, `Egress` or both.
 *
 * @example
 * policyTypes: [ingress] # Ingress
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export const networkPolicyTypes = ruleFor('network-policy-types', 'NetworkPolicy', function* ({ spec }): Violations {
  const types = spec?.policyTypes ?? [];
  if (types.length > 2) {
    const problem = `There are ${types.length} types, at most two are allowed: ${quote(types)}.`;
    yield { field: 'spec.policyTypes', problem, remedy: 'List each once.' };
  }
  for (const [index, type] of types.entries()) {
    yield* notSupported(`spec.policyTypes[${index}]`, type, ['Ingress', 'Egress']);
  }
});
