import { describe, expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const attachment = (source: Fields) =>
  objectOf('storage.k8s.io/v1', 'VolumeAttachment', { spec: { attacher: 'disk.example.com', nodeName: 'a', source } });
const found = (source: Fields) => violationsOf('volume-attachment', attachment(source));
const inline = { accessModes: ['ReadWriteOnce'], csi: { driver: 'disk.example.com', volumeHandle: 'a' } };

describe('a VolumeAttachment', () => {
  it('attaches one volume', () => {
    expect(judge(attachment({ persistentVolumeName: 'data' }))).toEqual([]);
    expect(judge(attachment({ inlineVolumeSpec: inline }))).toEqual([]);
    expect(found({})).toEqual(['spec.source: FieldValueRequired']);
    expect(found({ persistentVolumeName: 'data', inlineVolumeSpec: inline })).toEqual([
      'spec.source: FieldValueForbidden',
    ]);
  });

  it('describes no more of a volume than where it is', () => {
    const field = 'spec.source.inlineVolumeSpec';
    const more = { capacity: { storage: '1Gi' }, storageClassName: 'fast', volumeMode: 'Block' };
    expect(found({ inlineVolumeSpec: { ...inline, ...more } })).toEqual([
      `${field}.capacity: FieldValueForbidden`,
      `${field}.storageClassName: FieldValueForbidden`,
      `${field}.volumeMode: FieldValueForbidden`,
    ]);
    const nfs = { server: 'nfs.example.com', path: '/' };
    expect(found({ inlineVolumeSpec: { accessModes: ['ReadWriteOnce'], nfs } })).toEqual([
      `${field}.csi: FieldValueRequired`,
    ]);
  });
});
