import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

const requiredTerms = 'pod.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.';

describe('what a pod asks of its node', () => {
  it('is asked with operators that exist, and their values', () => {
    expect(
      violatingFields(
        'node-affinity',
        deployment({
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [
                  {
                    matchExpressions: [
                      { key: 'a', operator: 'Is' },
                      { key: 'b', operator: 'Gt' },
                      { key: 'c', operator: 'Exists', values: ['x'] },
                    ],
                  },
                ],
              },
            },
          },
        }),
      ),
    ).toEqual([
      `${requiredTerms}nodeSelectorTerms[0].matchExpressions[0].operator`,
      `${requiredTerms}nodeSelectorTerms[0].matchExpressions[1].values`,
      `${requiredTerms}nodeSelectorTerms[0].matchExpressions[2].values`,
    ]);
  });

  it('is asked in a term at least', () => {
    expect(
      violatingFields(
        'node-affinity',
        deployment({ affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } }),
      ),
    ).toEqual([`${requiredTerms}nodeSelectorTerms`]);
  });
});
