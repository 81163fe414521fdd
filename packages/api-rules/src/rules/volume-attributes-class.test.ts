import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

const attributes = (parameters: Readonly<Record<string, string>>) =>
  objectOf('storage.k8s.io/v1', 'VolumeAttributesClass', { driverName: 'disk.example.com', parameters });

it('has parameters with names', () => {
  expect(judge(attributes({ iops: '100' }))).toEqual([]);
  expect(violationsOf('volume-attributes-class', attributes({ '': '100' }))).toEqual(['parameters: FieldValueInvalid']);
  expect(violationsOf('field-values', attributes({}))).toEqual(['parameters: FieldValueRequired']);
});
