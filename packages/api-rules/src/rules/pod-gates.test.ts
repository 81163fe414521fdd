import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('what a pod waits for', () => {
  it('has a qualified name, and is listed once', () => {
    expect(
      violatingFields(
        'pod-gates',
        deployment({ readinessGates: [{ conditionType: 'a b' }], schedulingGates: [{ name: 'a' }, { name: 'a' }] }),
      ),
    ).toEqual(['pod.readinessGates[0].conditionType', 'pod.schedulingGates[1].name']);
  });
});
