import { describe, expect, it } from 'vitest';
import { deploymentOf, violatingFields } from '../testing.ts';

describe('the resources of a container', () => {
  it('are requested up to their limits', () => {
    expect(
      violatingFields(
        'container-resources',
        deploymentOf({ resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } }),
      ),
    ).toEqual(['pod.containers[0].resources.requests.memory']);
  });

  it('are equal in any notation', () => {
    expect(
      violatingFields(
        'container-resources',
        deploymentOf({
          resources: { requests: { cpu: 0.5, memory: '1Gi' }, limits: { cpu: '500m', memory: '1024Mi' } },
        }),
      ),
    ).toEqual([]);
  });

  it('are not negative', () => {
    expect(violatingFields('container-resources', deploymentOf({ resources: { limits: { cpu: '-1' } } }))).toEqual([
      'pod.containers[0].resources.limits.cpu',
    ]);
  });

  it('exist, or are extended resources', () => {
    expect(
      violatingFields(
        'container-resources',
        deploymentOf({ resources: { limits: { disk: 1, 'example.com/gpu': 1 } } }),
      ),
    ).toEqual(['pod.containers[0].resources.limits.disk']);
  });

  it('are whole where they cannot be parted', () => {
    expect(
      violatingFields('container-resources', deploymentOf({ resources: { limits: { 'example.com/gpu': '1500m' } } })),
    ).toEqual(['pod.containers[0].resources.limits["example.com/gpu"]']);
  });

  it('are limited where they cannot be shared', () => {
    expect(
      violatingFields('container-resources', deploymentOf({ resources: { requests: { 'example.com/gpu': 1 } } })),
    ).toEqual(['pod.containers[0].resources.limits["example.com/gpu"]']);
  });

  it('have memory or cpu beside huge pages, which are whole', () => {
    expect(
      violatingFields('container-resources', deploymentOf({ resources: { limits: { 'hugepages-2Mi': '3Mi' } } })),
    ).toEqual(['pod.containers[0].resources.limits.hugepages-2Mi', 'pod.containers[0].resources']);
  });
});
