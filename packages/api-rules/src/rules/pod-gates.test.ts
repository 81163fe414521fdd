import { describe, expect, it } from 'vitest';
import { container, core, deployment, findingsOf, violatingFields } from '../testing.ts';

describe('what a pod waits for', () => {
  it('has a qualified name, and is listed once', () => {
    expect(
      violatingFields(
        'pod-gates',
        deployment({ readinessGates: [{ conditionType: 'a b' }], schedulingGates: [{ name: 'a' }, { name: 'a' }] }),
      ),
    ).toEqual(['pod.readinessGates[0].conditionType', 'pod.schedulingGates[1].name']);
  });

  it('of scheduling hold back only a pod that does not name its node', () => {
    const pod = { nodeName: 'a', schedulingGates: [{ name: 'a' }], containers: [container()] };
    expect(findingsOf('pod-gates', core('Pod', { spec: pod }))).toMatchObject([
      { severity: 'error', field: 'spec.nodeName' },
    ]);
    expect(findingsOf('pod-gates', deployment(pod))).toMatchObject([{ severity: 'warning' }]);
  });
});
