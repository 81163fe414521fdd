import { describe, expect, it } from 'vitest';
import { deploymentOf, violatingFields } from '../testing.ts';

describe('a source of environment variables', () => {
  it('is a ConfigMap or a Secret', () => {
    expect(
      violatingFields(
        'environment-sources',
        deploymentOf({ envFrom: [{}, { configMapRef: { name: 'a' }, secretRef: { name: 'b' } }] }),
      ),
    ).toEqual(['pod.containers[0].envFrom[0]', 'pod.containers[0].envFrom[1]']);
  });

  it('has a name', () => {
    expect(
      violatingFields(
        'environment-sources',
        deploymentOf({ envFrom: [{ configMapRef: {} }, { secretRef: { name: 'A_B' } }] }),
      ),
    ).toEqual(['pod.containers[0].envFrom[0].configMapRef.name', 'pod.containers[0].envFrom[1].secretRef.name']);
  });
});
