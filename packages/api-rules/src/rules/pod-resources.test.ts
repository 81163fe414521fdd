import { describe, expect, it } from 'vitest';
import { container, core, deployment, violatingFields } from '../testing.ts';

describe('the resources of a pod as a whole', () => {
  it('cover what its containers request', () => {
    expect(
      violatingFields(
        'pod-resources',
        deployment({
          resources: { requests: { cpu: 1 } },
          containers: [container({ resources: { requests: { cpu: 2 } } })],
        }),
      ),
    ).toEqual(['pod.resources.requests.cpu']);
  });

  it('limit its containers', () => {
    expect(
      violatingFields(
        'pod-resources',
        deployment({
          resources: { limits: { cpu: 1 } },
          containers: [container({ resources: { limits: { cpu: 2 }, requests: { cpu: 1 } } })],
        }),
      ),
    ).toEqual(['pod.containers[0].resources.limits.cpu']);
  });

  it('are cpu, memory and huge pages', () => {
    expect(violatingFields('pod-resources', deployment({ resources: { limits: { 'ephemeral-storage': 1 } } }))).toEqual(
      ['pod.resources.limits.ephemeral-storage'],
    );
  });

  it('have an overhead of resources that exist', () => {
    expect(violatingFields('pod-resources', deployment({ runtimeClassName: 'a', overhead: { disk: 1 } }))).toEqual([
      'pod.overhead.disk',
    ]);
  });

  it('have an overhead only with a RuntimeClass', () => {
    const pod = { overhead: { cpu: '100m' }, containers: [container()] };
    expect(violatingFields('pod-resources', core('Pod', { spec: pod }))).toEqual(['spec.overhead']);
    expect(violatingFields('pod-resources', core('Pod', { spec: { ...pod, runtimeClassName: 'a' } }))).toEqual([]);
  });
});
