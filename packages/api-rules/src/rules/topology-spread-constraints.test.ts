import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

const spread = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' };

describe('a topology spread constraint', () => {
  it('has a skew, a topology and a consequence', () => {
    expect(violatingFields('topology-spread-constraints', deployment({ topologySpreadConstraints: [{}] }))).toEqual([
      'pod.topologySpreadConstraints[0].maxSkew',
      'pod.topologySpreadConstraints[0].topologyKey',
      'pod.topologySpreadConstraints[0].whenUnsatisfiable',
    ]);
  });

  it('is listed once', () => {
    expect(
      violatingFields(
        'topology-spread-constraints',
        deployment({ topologySpreadConstraints: [spread, { ...spread, maxSkew: 2 }] }),
      ),
    ).toEqual(['pod.topologySpreadConstraints[1]']);
  });

  it('counts domains only where it keeps pods from being scheduled', () => {
    expect(
      violatingFields(
        'topology-spread-constraints',
        deployment({ topologySpreadConstraints: [{ ...spread, minDomains: 2, whenUnsatisfiable: 'ScheduleAnyway' }] }),
      ),
    ).toEqual(['pod.topologySpreadConstraints[0].minDomains']);
  });
});
