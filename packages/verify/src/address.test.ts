import { describe, expect, it } from 'vitest';
import { addressesIn } from './address.ts';

describe('the addresses in a text', () => {
  it.each([
    ['http://web.shop.svc.cluster.local:80/x', [['web.shop.svc.cluster.local', 80]]],
    ['https://user:word@Example.com/', [['example.com', 443]]],
    [
      'a.shop.svc:1,b.shop.svc',
      [
        ['a.shop.svc', 1],
        ['b.shop.svc', undefined],
      ],
    ],
    ['--db=192.0.2.1:5432', [['192.0.2.1', 5432]]],
    [
      'see https://a.example, wss://b.example:8443.',
      [
        ['a.example', 443],
        ['b.example', 8443],
      ],
    ],
    ['http://web.shop.svc.cluster.local.:80', [['web.shop.svc.cluster.local', 80]]],
    ['web.shop.svc.eu.example.com', [['web.shop.svc.eu.example.com', undefined]]],
  ])('are found: %s', (text, addresses) => {
    expect(addressesIn(text).map(({ host, port }) => [host, port])).toEqual(addresses);
  });

  it.each([
    '',
    'info',
    '12:30',
    'evm:base:8453',
    'g.connector.agent',
    's3://bucket/x',
    'http://localhost:80',
    'file:///etc/x',
  ])('are not found in "%s"', (text) => {
    expect(addressesIn(text)).toEqual([]);
  });

  it.each([
    ['catalog:3550', ['']],
    ['a-1:80,b:81', ['', '']],
    ['addr: catalog:3550', ['addr']],
    ['{"addr": "catalog:3550"}', ['addr']],
    ['--catalog-addr=catalog:3550', ['catalog-addr']],
    ['user:word@tcp(catalog:3306)/db', ['']],
    ['0@kafka-0:9093', ['']],
  ])('may be names with a port alone: %s', (text, labels) => {
    expect(addressesIn(text).map(({ bareAfter }) => bareAfter)).toEqual(labels);
  });

  it.each([
    'redis:7.2',
    'registry/redis:7',
    'c:80\\x',
    'user:1234@',
    'a:b:80',
    '12:30',
    'catalog:http',
    'x:1',
    'localhost:80',
  ])('are not words such as %s', (text) => {
    expect(addressesIn(text)).toEqual([]);
  });

  it('are looked for in linear time', () => {
    expect(addressesIn('a+'.repeat(500_000))).toEqual([]);
    expect(addressesIn('a.'.repeat(500_000))).toEqual([]);
    expect(addressesIn('a:80:'.repeat(200_000))).toEqual([]);
    expect(addressesIn(`${' '.repeat(500_000)}a:80`)).toHaveLength(1);
  });
});
