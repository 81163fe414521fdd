import { describe, expect, it } from 'vitest';
import { judge, violatingFields } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const lease = (metadata: Fields) => objectOf('coordination.k8s.io/v1', 'Lease', { metadata });
const found = (metadata: Fields) => violationsOf('object-name', lease(metadata));

it('is a DNS subdomain for most kinds', () => {
  expect(judge(lease({ name: 'shop.eu-1' }))).toEqual([]);
  expect(found({ name: 'Shop' })).toEqual(['metadata.name: FieldValueInvalid']);
});

it('may begin with a text that the server completes', () => {
  expect(judge(lease({ generateName: 'shop-' }))).toEqual([]);
  expect(found({ generateName: 'shop_' })).toEqual(['metadata.generateName: FieldValueInvalid']);
  expect(found({ generateName: 'shop.-' })).toEqual(['metadata.generateName: FieldValueInvalid']);
});

it('is an address for an IPAddress, and anything that fits in a URL for a role', () => {
  const spec = { parentRef: { resource: 'services', name: 'shop' } };
  const address = (name: string) => objectOf('networking.k8s.io/v1', 'IPAddress', { metadata: { name }, spec });
  expect(judge(address('2001:db8::1'))).toEqual([]);
  expect(violationsOf('object-name', address('2001:DB8::1'))).toEqual(['metadata.name: FieldValueInvalid']);
  expect(judge(objectOf('rbac.authorization.k8s.io/v1', 'Role', { metadata: { name: 'system:Shop' } }))).toEqual([]);
});

it('is said once to be missing, or to fit in no URL', () => {
  expect(judge(lease({})).map(({ rule }) => rule)).toEqual(['foreign-metadata']);
  expect(judge(lease({ name: 'a/b' })).map(({ rule }) => rule)).toEqual(['foreign-metadata']);
});

const runtimeClass = (metadata: object) => ({
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata,
  handler: 'runsc',
});
const fieldsOf = (metadata: object) => violatingFields('object-name', runtimeClass(metadata));

describe('the name of what extends or guards the API', () => {
  it('is a DNS subdomain', () => {
    expect(fieldsOf({ name: 'g.visor' })).toEqual([]);
    expect(fieldsOf({ name: 'gVisor' })).toEqual(['metadata.name']);
  });

  it('is said once to be wrong', () => {
    expect(judge(runtimeClass({ name: 'a/b' }))).toHaveLength(1);
    expect(judge(runtimeClass({}))).toHaveLength(1);
  });

  it('may be generated from what it begins with', () => {
    expect(fieldsOf({ generateName: 'gvisor-' })).toEqual([]);
    expect(fieldsOf({ generateName: 'gVisor-' })).toEqual(['metadata.generateName']);
  });
});
