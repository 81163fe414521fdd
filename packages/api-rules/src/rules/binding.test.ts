import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

const binding = (target: Readonly<Record<string, unknown>>) => objectOf('v1', 'Binding', { target });

it('is to a Node, with its name', () => {
  expect(judge(binding({ kind: 'Node', name: 'worker' }))).toEqual([]);
  expect(judge(binding({ name: 'worker' }))).toEqual([]);
  expect(violationsOf('binding', binding({ kind: 'Pod' }))).toEqual([
    'target.kind: FieldValueNotSupported',
    'target.name: FieldValueRequired',
  ]);
});
