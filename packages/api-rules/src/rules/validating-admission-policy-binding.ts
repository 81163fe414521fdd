import type { IValidatingAdmissionPolicyBindingSpec } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBindingSpec';
import { paramRefViolations } from '../param-ref.ts';
import { typeRule } from '../type-rule.ts';

/**
 * A binding of an admission policy takes its parameters by a name or by a selector, and does not warn of what it denies.
 *
 * @example
 * apiVersion: admissionregistration.k8s.io/v1
 * kind: ValidatingAdmissionPolicyBinding
 * metadata: { name: replicas }
 * spec:
 *   policyName: replicas
 *   validationActions: [Deny, Warn] # one of the two
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#getting-started-with-validating-admission-policy
 */
export const validatingAdmissionPolicyBinding = typeRule<IValidatingAdmissionPolicyBindingSpec>(
  'validating-admission-policy-binding',
  'admissionregistration/v1.ValidatingAdmissionPolicyBindingSpec',
  function* ({ paramRef, validationActions = [] }, { path }) {
    if (validationActions.includes('Deny') && validationActions.includes('Warn')) {
      const problem = 'A request that is denied gets no warnings.';
      yield { field: `${path}.validationActions`, problem, remedy: 'Keep "Deny" or "Warn".' };
    }
    yield* paramRefViolations(paramRef, `${path}.paramRef`);
  },
);
