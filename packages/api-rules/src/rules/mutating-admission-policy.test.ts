import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const rule = 'mutating-admission-policy';
const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }];
const expression = '[]';

const fieldsOf = (spec: object) =>
  violatingFields(rule, {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingAdmissionPolicy',
    metadata: { name: 'sidecars' },
    spec: {
      reinvocationPolicy: 'Never',
      matchConstraints: { resourceRules: rules },
      mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression } }],
      ...spec,
    },
  });

describe('a MutatingAdmissionPolicy', () => {
  it('is for resources that are written', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ matchConstraints: { namespaceSelector: {} } })).toEqual(['spec.matchConstraints.resourceRules']);
    const deleted = [{ ...rules[0], operations: ['CREATE', 'DELETE'] }];
    expect(fieldsOf({ matchConstraints: { resourceRules: deleted } })).toEqual([
      'spec.matchConstraints.resourceRules[0].operations[1]',
    ]);
    expect(fieldsOf({ matchConstraints: { resourceRules: rules, excludeResourceRules: deleted } })).toEqual([]);
  });

  it('changes them as the type of each mutation says', () => {
    expect(fieldsOf({ mutations: [{ patchType: 'JSONPatch', applyConfiguration: { expression } }] })).toEqual([
      'spec.mutations[0].applyConfiguration',
      'spec.mutations[0].jsonPatch',
    ]);
    expect(fieldsOf({ mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: ' ' } }] })).toEqual([
      'spec.mutations[0].jsonPatch.expression',
    ]);
  });

  it('names its variables as CEL does', () => {
    expect(fieldsOf({ variables: [{ name: 'a-b', expression: 'true' }] })).toEqual(['spec.variables[0].name']);
  });

  it('is bound with parameters by a name or by a selector', () => {
    const binding = (paramRef: object) =>
      violatingFields(rule, {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingAdmissionPolicyBinding',
        metadata: { name: 'sidecars' },
        spec: { policyName: 'sidecars', paramRef: { parameterNotFoundAction: 'Deny', ...paramRef } },
      });
    expect(binding({ name: 'defaults' })).toEqual([]);
    expect(binding({})).toEqual(['spec.paramRef']);
  });
});
