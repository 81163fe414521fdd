import type { IMatchResources } from 'kubernetes-models/admissionregistration.k8s.io/v1/MatchResources';
import type { IMutatingAdmissionPolicy } from 'kubernetes-models/admissionregistration.k8s.io/v1/MutatingAdmissionPolicy';
import type { IMutatingAdmissionPolicyBindingSpec } from 'kubernetes-models/admissionregistration.k8s.io/v1/MutatingAdmissionPolicyBindingSpec';
import { isBlank, policyViolations } from '../admission-policy.ts';
import type { Loose } from '../kinds.ts';
import { paramRefViolations } from '../param-ref.ts';
import { type TypeRule, typeRule } from '../type-rule.ts';
import { type FieldViolation, notSupported, quote, required, type Violations } from '../violation.ts';

type Policy = Loose<IMutatingAdmissionPolicy>;
type Mutation = NonNullable<NonNullable<Policy['spec']>['mutations']>[number];

/**
 * A MutatingAdmissionPolicy says which resources it is for when they are written, and how it changes them: each mutation has
 * what its type says. Its expressions are not compiled. Its binding takes its parameters by a name or by a selector.
 *
 * @example
 * apiVersion: admissionregistration.k8s.io/v1
 * kind: MutatingAdmissionPolicy
 * metadata: { name: sidecars }
 * spec:
 *   reinvocationPolicy: Never
 *   matchConstraints:
 *     resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
 *   mutations: [{ patchType: JSONPatch, applyConfiguration: { expression: "Object{}" } }] # no jsonPatch
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/
 */
export const mutatingAdmissionPolicy: readonly TypeRule[] = [
  typeRule<IMutatingAdmissionPolicy>(
    'mutating-admission-policy',
    inVersions('MutatingAdmissionPolicy'),
    function* ({ spec = {} }) {
      const { matchConstraints, matchConditions = [], variables = [], mutations = [] } = spec;
      yield* policyViolations({ matchConstraints, matchConditions, variables });
      yield* operationViolations(matchConstraints, 'spec.matchConstraints');
      for (const [index, mutation] of mutations.entries()) {
        yield* mutationViolations(mutation, `spec.mutations[${index}]`);
      }
    },
  ),
  typeRule<IMutatingAdmissionPolicyBindingSpec>(
    'mutating-admission-policy',
    inVersions('MutatingAdmissionPolicyBindingSpec'),
    function* ({ matchResources, paramRef }, { path }) {
      yield* operationViolations(matchResources, `${path}.matchResources`);
      yield* paramRefViolations(paramRef, `${path}.paramRef`);
    },
  ),
];

function inVersions(type: string): readonly string[] {
  return ['v1', 'v1beta1', 'v1alpha1'].map((version) => `admissionregistration/${version}.${type}`);
}

/** What is deleted cannot be changed. */
function* operationViolations(match: Loose<IMatchResources> | undefined, path: string): Violations {
  for (const [index, { operations = [] }] of match?.resourceRules?.entries() ?? []) {
    const at = operations.indexOf('DELETE');
    const field = `${path}.resourceRules[${index}].operations[${at}]`;
    if (at >= 0) yield* notSupported(field, 'DELETE', ['*', 'CONNECT', 'CREATE', 'UPDATE']);
  }
}

const FIELDS = { ApplyConfiguration: 'applyConfiguration', JSONPatch: 'jsonPatch' } as const;

function* mutationViolations(mutation: Mutation, path: string): Generator<FieldViolation> {
  for (const [type, field] of Object.entries(FIELDS)) {
    const given = mutation[field];
    if (mutation.patchType === type && given === undefined) yield required(`${path}.${field}`, 'Say what it changes.');
    if (mutation.patchType !== type && given !== undefined && Object.hasOwn(FIELDS, mutation.patchType ?? '')) {
      const problem = `The patchType is ${quote(mutation.patchType)}.`;
      yield { field: `${path}.${field}`, problem, remedy: `Remove it, or use "${type}".` };
    }
    if (given !== undefined && isBlank(given.expression ?? '')) {
      yield required(`${path}.${field}.expression`, 'Give an expression.');
    }
  }
}
