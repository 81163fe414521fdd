import { describe, expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const storageClass = (fields: Fields) =>
  objectOf('storage.k8s.io/v1', 'StorageClass', { provisioner: 'disk.csi.example.com', ...fields });
const found = (fields: Fields) => violationsOf('storage-class', storageClass(fields));

describe('a StorageClass', () => {
  it('has volumes kept or deleted', () => {
    expect(judge(storageClass({ reclaimPolicy: 'Retain' }))).toEqual([]);
    expect(found({ reclaimPolicy: 'Recycle' })).toEqual(['reclaimPolicy: FieldValueNotSupported']);
  });

  it('has parameters with names, and not more than a server holds', () => {
    expect(judge(storageClass({ parameters: { type: 'ssd' } }))).toEqual([]);
    expect(found({ parameters: { '': 'ssd' } })).toEqual(['parameters: FieldValueInvalid']);
    expect(found({ parameters: { type: 'a'.repeat(256 * 1024) } })).toEqual(['parameters: FieldValueTooLong']);
    const many = Object.fromEntries(Array.from({ length: 513 }, (_, index) => [`p${index}`, '']));
    expect(found({ parameters: many })).toEqual(['parameters: FieldValueTooLong']);
  });

  it('has topologies that differ and say something', () => {
    const term = (...values: readonly string[]) => ({ matchLabelExpressions: [{ key: 'zone', values }] });
    expect(judge(storageClass({ allowedTopologies: [term('a'), term('b')] }))).toEqual([]);
    expect(found({ allowedTopologies: [term('a', 'b'), term('b', 'a'), {}] })).toEqual([
      'allowedTopologies[1].matchLabelExpressions: FieldValueDuplicate',
      'allowedTopologies[2].matchLabelExpressions: FieldValueDuplicate',
    ]);
  });
});
