import { describe, expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const resources = { requests: { storage: '1Gi' } };
const claim = (spec: Fields) =>
  objectOf('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], resources, ...spec } });
const found = (spec: Fields) => violationsOf('persistent-volume-claim', claim(spec));
const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' };

describe('a PersistentVolumeClaim', () => {
  it('asks for storage', () => {
    expect(judge(claim({}))).toEqual([]);
    const field = 'spec.resources.requests.storage';
    expect(found({ resources: undefined })).toEqual([`${field}: FieldValueRequired`]);
    expect(found({ resources: { requests: { storage: 0 } } })).toEqual([`${field}: FieldValueInvalid`]);
  });

  it('has ReadWriteOncePod as its only access mode', () => {
    expect(found({ accessModes: ['ReadWriteOncePod', 'ReadWriteOnce'] })).toEqual([
      'spec.accessModes: FieldValueForbidden',
    ]);
  });

  it('is filled from one source', () => {
    expect(judge(claim({ dataSource: snapshot, dataSourceRef: snapshot }))).toEqual([]);
    expect(found({ dataSource: snapshot, dataSourceRef: { ...snapshot, name: 'b' } })).toEqual([
      'spec.dataSource: FieldValueInvalid',
    ]);
    expect(found({ dataSourceRef: { kind: 'VolumeSnapshot', name: 'a' } })).toEqual([
      'spec.dataSourceRef.apiGroup: FieldValueRequired',
    ]);
  });

  it('may name a dataSource that a server leaves out, since it does not know its kind', () => {
    expect(judge(claim({ dataSource: { kind: 'Any' } }))).toEqual([]);
    expect(found({ dataSource: { kind: 'PersistentVolumeClaim' } })).toEqual([
      'spec.dataSource.name: FieldValueRequired',
    ]);
  });
});
