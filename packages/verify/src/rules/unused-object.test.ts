import { describe, expect, it } from 'vitest';
import { found, shopWith, shopWithout } from '../testing.ts';

describe('an object for pods', () => {
  it('that no pod uses is reported', () => {
    expect(found('unused-object', shopWith('Deployment shop', 'pod.containers.0.envFrom', []))).toEqual([
      'ConfigMap settings in mall',
    ]);
  });
  it('has no key that no pod uses', () => {
    const objects = shopWith('Secret keys', 'stringData', { TOKEN: 'x', OLD: 'x' });
    expect(found('unused-object', objects)).toEqual(['Secret keys in mall']);
  });
  it('is also a ServiceAccount', () => {
    expect(found('unused-object', shopWith('Deployment shop', 'pod.serviceAccountName', undefined))).toEqual([
      'ServiceAccount shop in mall',
    ]);
  });
  it('is also a Secret that is provided', () => {
    const providedSecrets = [{ namespace: 'mall', name: 'keys', keys: ['TOKEN', 'OLD'] }];
    expect(found('unused-object', shopWithout('Secret keys'), { providedSecrets })).toEqual(['Secret keys in mall']);
  });
});
