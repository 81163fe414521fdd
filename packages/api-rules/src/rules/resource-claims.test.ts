import { describe, expect, it } from 'vitest';
import { deployment, deploymentOf, violatingFields } from '../testing.ts';

describe('a claim of devices', () => {
  it('has a name of its own and one origin', () => {
    expect(
      violatingFields(
        'resource-claims',
        deployment({ resourceClaims: [{ name: 'gpu', resourceClaimName: 'a' }, { name: 'gpu' }] }),
      ),
    ).toEqual(['pod.resourceClaims[1]', 'pod.resourceClaims[1].name']);
  });

  it('is one of the pod', () => {
    expect(violatingFields('resource-claims', deploymentOf({ resources: { claims: [{ name: 'gpu' }] } }))).toEqual([
      'pod.containers[0].resources.claims[0].name',
    ]);
  });
});
