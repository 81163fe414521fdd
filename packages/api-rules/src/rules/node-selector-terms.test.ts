import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const selecting = (term: Fields) =>
  objectOf('v1', 'PersistentVolume', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
      local: { path: '/data' },
      nodeAffinity: { required: { nodeSelectorTerms: [term] } },
    },
  });
const found = (term: Fields) =>
  violationsOf('node-selector-terms', selecting(term)).map((each) => each.replace(/^.*nodeSelectorTerms\[0\]\./, ''));

it('selects by labels, with as many values as the operator takes', () => {
  expect(judge(selecting({ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }))).toEqual([]);
  const matchExpressions = [
    { key: 'zone', operator: 'In' },
    { key: 'zone', operator: 'Exists', values: ['a'] },
    { key: 'cores', operator: 'Gt', values: ['1', '2'] },
    { key: '-', operator: 'NotIn', values: ['a b'] },
  ];
  expect(found({ matchExpressions })).toEqual([
    'matchExpressions[0].values: FieldValueRequired',
    'matchExpressions[1].values: FieldValueForbidden',
    'matchExpressions[2].values: FieldValueRequired',
    'matchExpressions[3].key: FieldValueInvalid',
    'matchExpressions[3].values[0]: FieldValueInvalid',
  ]);
});

it('selects by no field but the name of a node', () => {
  const matchFields = [
    { key: 'metadata.name', operator: 'In', values: ['a'] },
    { key: 'metadata.uid', operator: 'In', values: ['a'] },
    { key: 'metadata.name', operator: 'Exists' },
    { key: 'metadata.name', operator: 'In', values: ['A'] },
  ];
  expect(found({ matchFields })).toEqual([
    'matchFields[1].key: FieldValueInvalid',
    'matchFields[2].operator: FieldValueInvalid',
    'matchFields[3].values[0]: FieldValueInvalid',
  ]);
});
