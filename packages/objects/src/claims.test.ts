import { describe, expect, it } from 'vitest';
import { claimTemplate, claimVolume, persistentVolumeClaim } from './index.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const env = serviceOf();

describe('a claim', () => {
  it('asks for storage that the pods of one node write, unless it says otherwise', () => {
    expect(persistentVolumeClaim(env, 'uploads', { storage: '1Gi' })).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'uploads', labels: ORDERS },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
  });

  it('takes any other field of its spec', () => {
    const fields = {
      accessModes: ['ReadWriteMany' as const],
      storageClassName: 'fast',
      volumeMode: 'Filesystem' as const,
    };
    expect(persistentVolumeClaim(env, 'uploads', { storage: '1Gi', ...fields }).spec).toMatchObject(fields);
  });

  it('is mounted by its name in base, and found by that in the environment', () => {
    const volume = { name: 'uploads', persistentVolumeClaim: { claimName: 'uploads-staging' } };
    expect(claimVolume(env, 'uploads')).toEqual(volume);
  });
});

it('a claim template is a claim of each pod, mounted by its name', () => {
  expect(claimTemplate('data', { storage: '10Gi', storageClassName: 'fast' })).toEqual({
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      storageClassName: 'fast',
    },
  });
});
