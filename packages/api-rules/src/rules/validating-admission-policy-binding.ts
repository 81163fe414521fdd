import type { IValidatingAdmissionPolicyBindingSpec } from 'kubernetes-models/admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBindingSpec';
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
    if (paramRef === undefined) return;
    const { name = '', selector } = paramRef;
    const field = `${path}.paramRef`;
    if (name !== '' && selector !== undefined) {
      const problem = 'It has both a name and a selector.';
      yield { code: 'FieldValueForbidden', field: `${field}.name`, problem, remedy: 'Keep one of the two.' };
    } else if (name === '' && selector === undefined) {
      const problem = 'It has neither a name nor a selector.';
      yield { code: 'FieldValueRequired', field, problem, remedy: 'Give one of the two.' };
    }
  },
);
