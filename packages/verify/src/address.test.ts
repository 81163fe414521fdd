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

  it('are looked for in linear time', () => {
    expect(addressesIn('a+'.repeat(500_000))).toEqual([]);
    expect(addressesIn('a.'.repeat(500_000))).toEqual([]);
  });
});
