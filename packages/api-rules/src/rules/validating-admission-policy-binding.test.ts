import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const fieldsOf = (spec: object) =>
  violatingFields('validating-admission-policy-binding', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'replicas' },
    spec: { policyName: 'replicas', validationActions: ['Deny'], ...spec },
  });

describe('a binding of an admission policy', () => {
  it('does not warn of what it denies', () => {
    expect(fieldsOf({ validationActions: ['Deny', 'Audit'] })).toEqual([]);
    expect(fieldsOf({ validationActions: ['Deny', 'Warn'] })).toEqual(['spec.validationActions']);
  });

  it('takes its parameters by a name or by a selector', () => {
    const parameterNotFoundAction = 'Deny';
    expect(fieldsOf({ paramRef: { name: 'limits', parameterNotFoundAction } })).toEqual([]);
    expect(fieldsOf({ paramRef: { parameterNotFoundAction } })).toEqual(['spec.paramRef']);
    expect(fieldsOf({ paramRef: { name: 'limits', selector: {}, parameterNotFoundAction } })).toEqual([
      'spec.paramRef.name',
    ]);
  });
});
