import { describe, expect, it } from 'vitest';
import { findingsOf, judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const quota = (spec: Fields) => objectOf('v1', 'ResourceQuota', { spec });
const found = (spec: Fields) => violationsOf('resource-quota', quota(spec));
const selecting = (expression: Fields, hard: Fields = {}) => ({
  hard,
  scopeSelector: { matchExpressions: [expression] },
});

describe('a ResourceQuota', () => {
  it('limits resources that it knows', () => {
    const hard = { pods: 10, 'requests.cpu': '1500m', 'count/deployments.apps': 5, 'requests.nvidia.com/gpu': 1 };
    expect(judge(quota({ hard }))).toEqual([]);
    expect(findingsOf('resource-quota', quota({ hard: { replicas: 10 } }))).toMatchObject([
      { field: 'spec.hard.replicas', problem: 'A quota knows no resource "replicas".' },
    ]);
  });

  it('counts in whole numbers, and from 0', () => {
    expect(found({ hard: { pods: 1.5, 'count/pods': '500m', 'example.com/gpu': 1.5 } })).toEqual([
      'spec.hard.pods: FieldValueInvalid',
      'spec.hard["count/pods"]: FieldValueInvalid',
      'spec.hard["example.com/gpu"]: FieldValueInvalid',
    ]);
    expect(violationsOf('field-values', quota({ hard: { cpu: -1 } }))).toEqual(['spec.hard.cpu: FieldValueInvalid']);
  });

  it('has scopes that a pod can be of, and that know what it limits', () => {
    expect(judge(quota({ hard: { pods: 1 }, scopes: ['Terminating', 'NotBestEffort'] }))).toEqual([]);
    expect(found({ hard: { pods: 1 }, scopes: ['Terminating', 'NotTerminating'] })).toEqual([
      'spec.scopes: FieldValueInvalid',
    ]);
    expect(found({ hard: { secrets: 1 }, scopes: ['Terminating'] })).toEqual(['spec.scopes: FieldValueInvalid']);
    expect(judge(quota({ hard: { 'count/secrets': 1 }, scopes: ['Terminating'] }))).toEqual([]);
  });

  it('selects scopes by values, if they have any', () => {
    const path = 'spec.scopeSelector.matchExpressions';
    const high = { scopeName: 'PriorityClass', operator: 'In', values: ['high'] };
    expect(judge(quota(selecting(high)))).toEqual([]);
    expect(found(selecting({ ...high, values: [] }))).toEqual([`${path}.values: FieldValueRequired`]);
    expect(found(selecting({ ...high, operator: 'Exists' }))).toEqual([`${path}.values: FieldValueInvalid`]);
    expect(found(selecting({ ...high, scopeName: 'Terminating' }))).toEqual([`${path}.operator: FieldValueInvalid`]);
    expect(found(selecting(high, { secrets: 1 }))).toEqual([`${path}: FieldValueInvalid`]);
  });
});
