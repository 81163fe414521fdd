import { describe, expect, it } from 'vitest';
import { violatingFields } from '../testing.ts';

const rules = [{ apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] }];

const fieldsOf = (spec: object) =>
  violatingFields('validating-admission-policy', {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'replicas' },
    spec: { matchConstraints: { resourceRules: rules }, validations: [{ expression: 'true' }], ...spec },
  });

describe('a ValidatingAdmissionPolicy', () => {
  it('is for resources', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ matchConstraints: { namespaceSelector: {} } })).toEqual(['spec.matchConstraints.resourceRules']);
  });

  it('validates, or annotates the audit', () => {
    expect(fieldsOf({ validations: [] })).toEqual(['spec.validations']);
    expect(fieldsOf({ validations: [], auditAnnotations: [{ key: 'replicas', valueExpression: "'a'" }] })).toEqual([]);
  });

  it('says why in one line, if it does', () => {
    expect(fieldsOf({ validations: [{ expression: 'true', message: 'a\nb' }] })).toEqual([
      'spec.validations[0].message',
    ]);
    expect(fieldsOf({ validations: [{ expression: ' ', messageExpression: ' ' }] })).toEqual([
      'spec.validations[0].expression',
      'spec.validations[0].messageExpression',
    ]);
  });

  it('names its variables as CEL does', () => {
    const variables = ['max_replicas', 'max-replicas', 'namespace'].map((name) => ({ name, expression: '5' }));
    expect(fieldsOf({ variables })).toEqual(['spec.variables[1].name', 'spec.variables[2].name']);
  });

  it('annotates by keys that can stand after its name', () => {
    const auditAnnotations = ['replicas', 'a/b', ''].map((key) => ({ key, valueExpression: "'a'" }));
    expect(fieldsOf({ auditAnnotations })).toEqual(['spec.auditAnnotations[1].key']);
  });

  it('has 64 conditions at most', () => {
    const matchConditions = Array.from({ length: 65 }, (_, index) => ({ name: `c${index}`, expression: 'true' }));
    expect(fieldsOf({ matchConditions })).toEqual(['spec.matchConditions']);
  });
});
