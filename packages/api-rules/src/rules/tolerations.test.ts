import { describe, expect, it } from 'vitest';
import { deployment, findingsOf, violatingFields } from '../testing.ts';

describe('a toleration', () => {
  it('without a key tolerates everything', () => {
    expect(
      violatingFields('tolerations', deployment({ tolerations: [{ operator: 'Exists' }, { value: 'a' }] })),
    ).toEqual(['pod.tolerations[1].operator']);
  });

  it('has a value only to compare', () => {
    expect(
      violatingFields('tolerations', deployment({ tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] })),
    ).toEqual(['pod.tolerations[0].value']);
  });

  it('ends only where pods are evicted', () => {
    expect(
      violatingFields(
        'tolerations',
        deployment({ tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }] }),
      ),
    ).toEqual(['pod.tolerations[0].effect']);
  });

  it('that compares numbers is refused, unless a feature gate is open', () => {
    const [finding] = findingsOf(
      'tolerations',
      deployment({ tolerations: [{ key: 'a', operator: 'Lt', value: '5' }] }),
    );
    expect(finding?.problem).toContain('feature gate');
  });
});
