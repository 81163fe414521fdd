import { expect, it } from 'vitest';
import { refusedIn } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const endpoints = (subset: Fields) => objectOf('v1', 'Endpoints', { subsets: [subset] });
const found = (subset: Fields) => violationsOf('endpoints', endpoints(subset));
const addresses = [{ ip: '10.0.0.1' }];

it('has addresses in each subset', () => {
  expect(refusedIn(endpoints({ addresses, ports: [{ port: 80 }] }))).toEqual([]);
  expect(refusedIn(endpoints({ notReadyAddresses: addresses }))).toEqual([]);
  expect(found({ ports: [{ port: 80 }] })).toEqual(['subsets[0]: FieldValueRequired']);
});

it('has addresses that others can reach', () => {
  expect(found({ addresses: [{ ip: '127.0.0.1' }], notReadyAddresses: [{ ip: 'fe80::1' }] })).toEqual([
    'subsets[0].addresses[0].ip: FieldValueInvalid',
    'subsets[0].notReadyAddresses[0].ip: FieldValueInvalid',
  ]);
});

it('has names of several ports', () => {
  expect(found({ addresses, ports: [{ port: 80 }, { name: 'metrics', port: 81 }] })).toEqual([
    'subsets[0].ports[0].name: FieldValueRequired',
  ]);
});
