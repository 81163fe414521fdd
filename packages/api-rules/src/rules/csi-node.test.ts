import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

const csiNode = (nodeID: string, name = 'disk.csi.example.com') =>
  objectOf('storage.k8s.io/v1', 'CSINode', { spec: { drivers: [{ name, nodeID }] } });

it('is known to a driver by a name that is not too long', () => {
  expect(judge(csiNode('a'.repeat(256)))).toEqual([]);
  expect(violationsOf('csi-node', csiNode('é'.repeat(129)))).toEqual(['spec.drivers[0].nodeID: FieldValueInvalid']);
});

it('has drivers with names of drivers', () => {
  expect(judge(csiNode('a', 'Disk.CSI.example.com'))).toEqual([]);
  const field = 'spec.drivers[0].name';
  expect(violationsOf('field-values', csiNode('a', 'a_b'))).toEqual([`${field}: FieldValueInvalid`]);
  expect(violationsOf('field-values', csiNode('a', 'a'.repeat(64)))).toEqual([`${field}: FieldValueTooLong`]);
});
