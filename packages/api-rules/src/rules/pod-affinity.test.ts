import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('what a pod asks of other pods', () => {
  it('is asked in a topology, with a weight from 1 to 100', () => {
    expect(
      violatingFields(
        'pod-affinity',
        deployment({
          affinity: {
            podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 0, podAffinityTerm: {} }] },
          },
        }),
      ),
    ).toEqual([
      'pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight',
      'pod.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey',
    ]);
  });

  it('takes keys from a pod only beside a selector', () => {
    expect(
      violatingFields(
        'pod-affinity',
        deployment({
          affinity: {
            podAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', matchLabelKeys: ['a'] }],
            },
          },
        }),
      ),
    ).toEqual(['pod.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys']);
  });
});
