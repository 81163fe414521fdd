import { describe, expect, it } from 'vitest';
import { findingsOf, refusedIn } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const nfs = { server: 'nfs.example.com', path: '/data' };
const volume = (spec: Fields) =>
  objectOf('v1', 'PersistentVolume', {
    spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...spec },
  });
const found = (spec: Fields) => violationsOf('persistent-volume', volume(spec));

describe('a PersistentVolume', () => {
  it('has one source', () => {
    expect(refusedIn(volume({ nfs }))).toEqual([]);
    expect(found({})).toEqual(['spec: FieldValueRequired']);
    expect(found({ nfs, hostPath: { path: '/data' } })).toEqual(['spec.nfs: FieldValueForbidden']);
  });

  it('has a capacity of storage alone', () => {
    expect(found({ nfs, capacity: {} })).toEqual(['spec.capacity: FieldValueRequired']);
    expect(found({ nfs, capacity: { storage: '1Gi', cpu: 1 } })).toEqual(['spec.capacity: FieldValueNotSupported']);
    expect(violationsOf('field-values', volume({ nfs, capacity: { storage: 0 } }))).toEqual([
      'spec.capacity.storage: FieldValueInvalid',
    ]);
  });

  it('that is local says on which nodes it is', () => {
    const required = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }] };
    expect(refusedIn(volume({ local: { path: '/data' }, nodeAffinity: { required } }))).toEqual([]);
    expect(found({ local: { path: '/data' } })).toEqual(['spec.nodeAffinity: FieldValueRequired']);
  });

  it('is not recycled if it is all of a node', () => {
    const recycled = (path: string) => ({ hostPath: { path }, persistentVolumeReclaimPolicy: 'Recycle' });
    expect(refusedIn(volume(recycled('/data')))).toEqual([]);
    for (const path of ['/', '//', '/a/..']) {
      expect(found(recycled(path)), path).toEqual(['spec.persistentVolumeReclaimPolicy: FieldValueForbidden']);
    }
  });

  it('has a class of attributes only if a CSI driver has it', () => {
    expect(found({ nfs, volumeAttributesClassName: 'gold' })).toEqual(['spec.csi: FieldValueRequired']);
  });

  it('has ReadWriteOncePod as its only access mode', () => {
    expect(found({ nfs, accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] })).toEqual([
      'spec.accessModes: FieldValueForbidden',
    ]);
  });
});

describe('the source of a PersistentVolume', () => {
  it.each([
    [{ csi: { driver: 'disk.example.com', volumeHandle: 'a', nodePublishSecretRef: { name: 'a', namespace: 'b' } } }],
    [{ azureDisk: { diskName: 'a', diskURI: 'https://example.com/a.vhd' } }],
    [{ azureDisk: { diskName: 'a', diskURI: '/subscriptions/a', kind: 'Managed' } }],
    [{ fc: { wwids: ['a'] } }],
    [{ flocker: { datasetName: 'a' } }],
    [{ quobyte: { registry: 'a:1,[::1]:2', volume: 'a' } }],
    [{ iscsi: { targetPortal: 'a', iqn: 'eui.0123456789abcdef', lun: 0 } }],
  ])('is right: %j', (source) => {
    expect(refusedIn(volume(source))).toEqual([]);
  });

  it.each([
    [
      { csi: { driver: 'a', volumeHandle: 'a', nodePublishSecretRef: {} } },
      'csi.nodePublishSecretRef.name',
      'Required',
    ],
    [
      { csi: { driver: 'a', volumeHandle: 'a', nodePublishSecretRef: { name: 'A', namespace: 'b' } } },
      'csi.nodePublishSecretRef.name',
      'Invalid',
    ],
    [{ azureDisk: { diskName: 'a', diskURI: '/subscriptions/a' } }, 'azureDisk.diskURI', 'NotSupported'],
    [{ azureFile: { secretName: 'a', shareName: 'b', secretNamespace: '' } }, 'azureFile.secretNamespace', 'Required'],
    [{ cinder: { volumeID: 'a', secretRef: { name: 'a' } } }, 'cinder.secretRef.namespace', 'Required'],
    [{ fc: {} }, 'fc.targetWWNs', 'Required'],
    [{ fc: { wwids: ['a'], targetWWNs: ['b'], lun: 1 } }, 'fc.targetWWNs', 'Invalid'],
    [{ fc: { targetWWNs: ['b'] } }, 'fc.lun', 'Required'],
    [{ flocker: {} }, 'flocker', 'Required'],
    [{ flocker: { datasetName: 'a', datasetUUID: 'b' } }, 'flocker', 'Invalid'],
    [{ flocker: { datasetName: 'a/b' } }, 'flocker.datasetName', 'Invalid'],
    [{ quobyte: { registry: 'a', volume: 'a' } }, 'quobyte.registry', 'Invalid'],
    [{ quobyte: { registry: 'a:1', volume: 'a', tenant: 'a'.repeat(65) } }, 'quobyte.tenant', 'Required'],
    [{ iscsi: { targetPortal: 'a', iqn: 'iqn.2001-4.a:b', lun: 0 } }, 'iscsi.iqn', 'Invalid'],
    [
      { iscsi: { targetPortal: 'a', iqn: 'eui.0123456789abcdef', lun: 0, chapAuthSession: true } },
      'iscsi.secretRef',
      'Required',
    ],
    [{ storageos: { volumeName: 'a', secretRef: { namespace: 'a' } } }, 'storageos.secretRef.name', 'Required'],
  ])('is wrong: %j', (source, field, code) => {
    expect(found(source)[0]).toEqual(`spec.${field}: FieldValue${code}`);
  });

  it('has a portal that can be told by its name and that of the volume, for an initiator', () => {
    const iqn = 'eui.0123456789abcdef';
    const portal = (length: number) => ({
      iscsi: { targetPortal: 'a'.repeat(length), iqn, initiatorName: iqn, lun: 0 },
    });
    expect(refusedIn(volume(portal(59)))).toEqual([]);
    expect(found(portal(60))).toEqual(['spec.iscsi.targetPortal: FieldValueInvalid']);
  });

  it('shows no more of a Secret than its name', () => {
    const secretRef = { name: 'a', namespace: '' };
    const [finding] = findingsOf('persistent-volume', volume({ cinder: { volumeID: 'a', secretRef } }));
    expect(finding?.problem).toBe('namespace is missing, or empty.');
  });
});
