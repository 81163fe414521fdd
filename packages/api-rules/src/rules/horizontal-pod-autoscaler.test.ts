import { describe, expect, it } from 'vitest';
import { findingsOf, judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' };
const autoscaler = (spec: Fields, version = 'v2') =>
  objectOf(`autoscaling/${version}`, 'HorizontalPodAutoscaler', { spec: { scaleTargetRef, maxReplicas: 4, ...spec } });
const found = (object: Fields) => violationsOf('horizontal-pod-autoscaler', object);
const metric = (fields: Fields) => autoscaler({ metrics: [fields] });
const cpu = (target: Fields) => metric({ type: 'Resource', resource: { name: 'cpu', target } });

describe('a HorizontalPodAutoscaler', () => {
  it.each(['v1', 'v2'])('of %s has a maximum that is not less than its minimum', (version) => {
    expect(judge(autoscaler({ minReplicas: 4 }, version))).toEqual([]);
    expect(findingsOf('horizontal-pod-autoscaler', autoscaler({ minReplicas: 5 }, version))).toMatchObject([
      { field: 'spec.maxReplicas', problem: 'The maximum, 4, is less than the minimum, 5.' },
    ]);
  });

  it.each(['v1', 'v2'])('of %s names the API group of what it scales', (version) => {
    const scaling = (target: Fields) => autoscaler({ scaleTargetRef: target }, version);
    expect(found(scaling({ kind: 'Deployment', name: 'shop' }))).toEqual([
      'spec.scaleTargetRef.apiVersion: FieldValueInvalid',
    ]);
    expect(judge(scaling({ apiVersion: 'v1', kind: 'ReplicationController', name: 'shop' }))).toEqual([]);
  });

  it('has policies, if it lists them', () => {
    expect(found(autoscaler({ behavior: { scaleDown: { policies: [] }, scaleUp: {} } }))).toEqual([
      'spec.behavior.scaleDown.policies: FieldValueRequired',
    ]);
  });
});

describe('a metric', () => {
  it('is what its type says, and that alone', () => {
    const pods = { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '1' } };
    expect(judge(metric({ type: 'Pods', pods }))).toEqual([]);
    expect(found(metric({ type: 'Resource' }))).toEqual(['spec.metrics[0].resource: FieldValueRequired']);
    expect(found(metric({ type: 'Pods', pods, external: pods }))).toEqual([
      'spec.metrics[0].external: FieldValueForbidden',
    ]);
  });

  it('aims at one value that its source has', () => {
    expect(judge(cpu({ type: 'Utilization', averageUtilization: 80 }))).toEqual([]);
    expect(found(cpu({ type: 'Utilization', value: '1' }))).toEqual([
      'spec.metrics[0].resource.target.averageUtilization: FieldValueRequired',
    ]);
    expect(found(cpu({ type: 'Utilization', averageUtilization: 80, averageValue: '1' }))).toEqual([
      'spec.metrics[0].resource.target.averageValue: FieldValueForbidden',
    ]);
  });

  it('is of a resource that a container has', () => {
    const target = { type: 'Utilization', averageUtilization: 80 };
    const ofContainer = (name: string) =>
      metric({ type: 'ContainerResource', containerResource: { name, container: 'main', target } });
    expect(judge(ofContainer('example.com/gpu'))).toEqual([]);
    expect(found(ofContainer('cpus'))).toEqual(['spec.metrics[0].containerResource.name: FieldValueInvalid']);
  });

  it('may select by labels that a server does not judge', () => {
    const selector = { matchExpressions: [{ key: '-', operator: 'Like' }] };
    const external = { metric: { name: 'requests', selector }, target: { type: 'Value', value: '1' } };
    expect(judge(metric({ type: 'External', external }))).toEqual([]);
  });
});
