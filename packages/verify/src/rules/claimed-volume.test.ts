import { describe, expect, it } from 'vitest';
import { shopAnd } from '../routes.test-helper.ts';
import { found, type Json, messagesOf, object } from '../testing.ts';

const disk = (spec: Json = {}): Json => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: 'disk' },
  spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '8Gi' }, storageClassName: 'manual', ...spec },
});
const data = (spec: Json = {}) =>
  object('v1', 'PersistentVolumeClaim', 'mall', 'data', {
    spec: {
      volumeName: 'disk',
      storageClassName: 'manual',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '8192Mi' } },
      ...spec,
    },
  });
const CLAIM = 'PersistentVolumeClaim data in mall › spec';

describe('a claim that names a volume', () => {
  it.each<[string, Json, Json]>([
    ['as it is', disk(), data()],
    ['for this claim', disk({ claimRef: { name: 'data', namespace: 'mall' } }), data()],
    ['larger than it asks for', disk({ capacity: { storage: '1Ti' } }), data()],
    ['with other modes too', disk({ accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] }), data()],
    ['without a class', disk({ storageClassName: undefined }), data({ storageClassName: '' })],
    ['that is not built', disk(), data({ volumeName: 'other', storageClassName: 'x' })],
  ])('fits one %s', (_, volume, claim) => {
    expect(found('claimed-volume', shopAnd(volume, claim))).toEqual([]);
  });

  it.each<[string, Json, Json, string, string]>([
    [
      'for another claim',
      disk({ claimRef: { name: 'logs', namespace: 'mall' } }),
      data(),
      '.volumeName',
      'PersistentVolume disk is for PersistentVolumeClaim logs in mall.',
    ],
    [
      'for a claim of another namespace',
      disk({ claimRef: { name: 'data', namespace: 'bank' } }),
      data(),
      '.volumeName',
      'is for PersistentVolumeClaim data in bank.',
    ],
    ['of another class', disk(), data({ storageClassName: 'fast' }), '.storageClassName', 'has the class "manual"'],
    [
      'of a class that it does not name',
      disk(),
      data({ storageClassName: undefined }),
      '.storageClassName',
      'warning: PersistentVolume disk has the class "manual", and the claim names none',
    ],
    ['without its mode', disk(), data({ accessModes: ['ReadWriteMany'] }), '.accessModes', 'has not the access mode'],
    ['that is too small', disk({ capacity: { storage: '8G' } }), data(), '.resources.requests.storage', 'has 8G,'],
  ])('does not fit one %s', (_, volume, claim, field, words) => {
    expect(found('claimed-volume', shopAnd(volume, claim))).toEqual([`${CLAIM}${field}`]);
    expect(messagesOf('claimed-volume', shopAnd(volume, claim))[0]).toContain(words);
  });
});
