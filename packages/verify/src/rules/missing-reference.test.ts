import { describe, expect, it } from 'vitest';
import { found, shop, shopWith, shopWithout } from '../testing.ts';

describe('a reference of a pod', () => {
  it.each([
    ['ConfigMap settings', 'pod.containers[0].envFrom[0].configMapRef.name', 'Deployment shop in mall'],
    ['ServiceAccount shop', 'pod.serviceAccountName', 'Deployment shop in mall'],
    ['Service ledgers', 'spec.serviceName', 'StatefulSet ledger in bank'],
  ])('to the %s needs it to be there', (name, field, title) => {
    expect(found('missing-reference', shopWithout(name))).toEqual([`${title} › ${field}`]);
  });
  it('to a key needs the key to be there', () => {
    const objects = shopWith('Secret keys', 'stringData', { OTHER: 'x' });
    expect(found('missing-reference', objects)).toEqual([
      'Deployment shop in mall › pod.containers[0].env[0].valueFrom.secretKeyRef.key',
    ]);
  });
  it.each([
    [{ configMap: { name: 'other' } }, 'configMap.name'],
    [{ configMap: { name: 'settings', items: [{ key: 'other', path: 'x' }] } }, 'configMap.items[0].key'],
    [{ secret: { secretName: 'keys', items: [{ key: 'other', path: 'x' }] } }, 'secret.items[0].key'],
    [{ projected: { sources: [{ configMap: { name: 'other' } }] } }, 'projected.sources[0].configMap.name'],
    [{ persistentVolumeClaim: { claimName: 'other' } }, 'persistentVolumeClaim.claimName'],
  ])('by the volume %j needs what it names', (volume, field) => {
    const objects = shopWith('Deployment shop', 'pod.volumes', [{ name: 'files', ...volume }]);
    expect(found('missing-reference', objects)).toEqual([`Deployment shop in mall › pod.volumes[0].${field}`]);
  });
  it('to a ConfigMap may be optional', () => {
    const volume = { name: 'files', configMap: { name: 'other', optional: true } };
    expect(found('missing-reference', shopWith('Deployment shop', 'pod.volumes', [volume]))).toEqual([]);
  });
  it('to a ConfigMap without keys gives nothing', () => {
    expect(found('missing-reference', shopWith('ConfigMap settings', 'data', {}))).toHaveLength(1);
  });

  describe('to a Secret that is not built', () => {
    const withoutSecret = shopWithout('Secret keys');
    const provided = [{ namespace: 'mall', name: 'keys', keys: ['TOKEN'] }];

    it('is a warning where no Secret is built', () => {
      expect(found('missing-reference', withoutSecret)).toHaveLength(1);
    });
    it('is expected in production', () => {
      expect(found('missing-reference', withoutSecret, { production: true })).toEqual([]);
    });
    it('is right if it is provided', () => {
      expect(found('missing-reference', withoutSecret, { providedSecrets: provided })).toEqual([]);
    });
    it('is wrong if another is provided', () => {
      const renamed = [{ namespace: 'mall', name: 'key' }];
      expect(found('missing-reference', withoutSecret, { production: true, providedSecrets: renamed })).toEqual([
        'Deployment shop in mall › pod.containers[0].env[0].valueFrom.secretKeyRef.name',
      ]);
    });
    it('is wrong if it is provided without the key', () => {
      const others = [{ namespace: 'mall', name: 'keys', keys: ['OTHER'] }];
      expect(found('missing-reference', withoutSecret, { providedSecrets: others })).toHaveLength(1);
    });
  });
  it('is resolved in its own namespace', () => {
    expect(found('missing-reference', shopWith('ConfigMap settings', 'metadata.namespace', 'bank', shop))).toHaveLength(
      1,
    );
  });
});
