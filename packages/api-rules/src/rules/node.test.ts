import { expect, it } from 'vitest';
import { judge } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const node = (spec: Fields, status: Fields = {}) => objectOf('v1', 'Node', { spec, status });
const found = (spec: Fields, status?: Fields) => violationsOf('node', node(spec, status));

it('has a block of addresses for its pods, or one of each family', () => {
  expect(judge(node({ podCIDR: '10.0.0.0/24', podCIDRs: ['10.0.0.0/24', 'fd00:1::/64'] }))).toEqual([]);
  expect(found({ podCIDRs: ['10.0.0.0'] })).toEqual(['spec.podCIDRs[0]: FieldValueInvalid']);
  expect(found({ podCIDRs: ['10.0.0.0/24', '10.0.1.0/24'] })).toEqual(['spec.podCIDRs: FieldValueInvalid']);
});

it('is judged by podCIDR alone where podCIDRs differ from it, as a server takes it', () => {
  expect(judge(node({ podCIDR: '10.0.0.0/24', podCIDRs: ['a'] }))).toEqual([]);
  expect(found({ podCIDR: 'a', podCIDRs: ['10.0.0.0/24'] })).toEqual(['spec.podCIDR: FieldValueInvalid']);
});

it('has resources that there can be', () => {
  expect(judge(node({}, { capacity: { cpu: '1500m', pods: 110 } }))).toEqual([]);
  expect(found({}, { capacity: { cpu: -1 }, allocatable: { pods: 1.5 } })).toEqual([
    'status.capacity.cpu: FieldValueInvalid',
    'status.allocatable.pods: FieldValueInvalid',
  ]);
});
