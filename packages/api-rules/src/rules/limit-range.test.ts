import { describe, expect, it } from 'vitest';
import { findingsOf, judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const limits = (item: Fields) => objectOf('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', ...item }] } });
const found = (item: Fields) =>
  violationsOf('limit-range', limits(item)).map((each) => each.replace('spec.limits[0].', ''));

describe('the limits of a LimitRange', () => {
  it('are in order', () => {
    const right = { min: { cpu: '10m' }, defaultRequest: { cpu: '100m' }, default: { cpu: 1 }, max: { cpu: 2 } };
    expect(judge(limits(right))).toEqual([]);
    expect(found({ ...right, default: { cpu: 3 } })).toEqual(['default.cpu: FieldValueInvalid']);
    expect(found({ ...right, defaultRequest: { cpu: '1m' } })).toEqual(['defaultRequest.cpu: FieldValueInvalid']);
    expect(findingsOf('limit-range', limits({ min: { cpu: 2 }, max: { cpu: 1 } }))[0]).toMatchObject({
      field: 'spec.limits[0].min.cpu',
      problem: 'min of "cpu" is more than its max.',
    });
  });

  it('are in order with the defaults that a server adds', () => {
    expect(found({ min: { cpu: 2 }, default: { cpu: 1 } })).toContain('default.cpu: FieldValueInvalid');
    expect(found({ max: { cpu: 1 }, defaultRequest: { cpu: 2 } })).toContain('defaultRequest.cpu: FieldValueInvalid');
  });

  it('have a ratio that max and min allow', () => {
    const bounds = { min: { cpu: 1 }, max: { cpu: 4 } };
    expect(judge(limits({ ...bounds, maxLimitRequestRatio: { cpu: 4 } }))).toEqual([]);
    expect(found({ ...bounds, maxLimitRequestRatio: { cpu: 5 } })).toEqual([
      'maxLimitRequestRatio.cpu: FieldValueInvalid',
    ]);
    expect(found({ maxLimitRequestRatio: { cpu: '500m' } })).toEqual(['maxLimitRequestRatio.cpu: FieldValueInvalid']);
  });

  it('are of a known type, and of resources that it has', () => {
    expect(found({ type: 'Containers' })).toEqual(['type: FieldValueInvalid']);
    expect(found({ max: { storage: '1Gi' } })).toEqual(['max.storage: FieldValueInvalid']);
    expect(judge(limits({ type: 'example.com/image', max: { 'example.com/size': 1 } }))).toEqual([]);
    expect(found({ type: 'PersistentVolumeClaim', max: { disk: 1 } })).toContain('max.disk: FieldValueInvalid');
  });

  it('of a pod as a whole have no defaults, and those of claims a size', () => {
    expect(found({ type: 'Pod', default: { cpu: 1 } })).toEqual(['default: FieldValueForbidden']);
    expect(found({ type: 'PersistentVolumeClaim' })).toEqual(['spec.limits[0]: FieldValueRequired']);
    expect(judge(limits({ type: 'PersistentVolumeClaim', min: { storage: '1Gi' } }))).toEqual([]);
  });

  it('of what cannot be shared have one default', () => {
    expect(found({ default: { 'example.com/gpu': 2 }, defaultRequest: { 'example.com/gpu': 1 } })).toEqual([
      'default["example.com/gpu"]: FieldValueInvalid',
    ]);
  });
});
