import { describe, expect, it } from 'vitest';
import { findingsOf, refusedIn } from '../testing.ts';
import { objectOf, violationsOf } from '../testing-kinds.ts';

type Fields = Readonly<Record<string, unknown>>;

const slice = (addressType: string, addresses: readonly string[], fields: Fields = {}) =>
  objectOf('discovery.k8s.io/v1', 'EndpointSlice', { addressType, endpoints: [{ addresses }], ...fields });
const found = (object: Fields) => violationsOf('endpoint-slice', object);

describe('an EndpointSlice', () => {
  it.each([
    ['IPv4', '10.0.0.1'],
    ['IPv6', '2001:db8::1'],
    ['FQDN', 'db.example.com'],
    ['FQDN', 'db.example.com.'],
  ])('of %s has an address such as %s', (addressType, address) => {
    expect(refusedIn(slice(addressType, [address]))).toEqual([]);
  });

  it.each([
    ['IPv4', 'a'],
    ['IPv4', '2001:db8::1'],
    ['IPv4', '127.0.0.1'],
    ['IPv4', '010.0.0.1'],
    ['IPv6', '10.0.0.1'],
    ['IPv6', '2001:DB8::1'],
    ['IPv6', 'fe80::1'],
    ['FQDN', 'localhost'],
    ['FQDN', 'DB.example.com'],
  ])('of %s has no address such as %s', (addressType, address) => {
    expect(found(slice(addressType, [address]))).toEqual(['endpoints[0].addresses[0]: FieldValueInvalid']);
  });

  it('has ports with names of their own, of which one may be empty', () => {
    const ports = (...names: readonly (string | undefined)[]) =>
      slice('IPv4', ['10.0.0.1'], { ports: names.map((name, index) => ({ name, port: 80 + index })) });
    expect(refusedIn(ports(undefined, 'http'))).toEqual([]);
    expect(found(ports(undefined, ''))).toEqual(['ports[1].name: FieldValueDuplicate']);
    expect(found(ports('http', 'http'))).toEqual(['ports[1].name: FieldValueDuplicate']);
  });

  it('has as many entries as a server takes', () => {
    const addresses = Array.from({ length: 101 }, (_, index) => `10.0.0.${index}`);
    expect(findingsOf('endpoint-slice', slice('IPv4', addresses))).toMatchObject([
      { field: 'endpoints[0].addresses', code: 'FieldValueTooMany' },
    ]);
    const forZones = Array.from({ length: 9 }, (_, index) => ({ name: `z${index}` }));
    expect(found(slice('IPv4', [], { endpoints: [{ addresses: ['10.0.0.1'], hints: { forZones } }] }))).toEqual([
      'endpoints[0].hints.forZones: FieldValueTooMany',
    ]);
  });
});
