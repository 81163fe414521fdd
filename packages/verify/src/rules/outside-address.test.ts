import { describe, expect, it } from 'vitest';
import type { Party } from '../connection.ts';
import { connections, found, messagesOf, shopWith } from '../testing.ts';

describe('an address outside', () => {
  it.each(['http://rates.example.com', 'wss://rates.example.com:8443/x', 'rates.example.com:9000', '192.0.2.1:80'])(
    'is not called without egress to its port: %s',
    (address) => {
      const objects = shopWith('ConfigMap settings', 'data.RATES_URL', address);
      expect(found('outside-address', objects)).toEqual(['ConfigMap settings in mall › data.RATES_URL']);
    },
  );
  it.each([
    'wss://rates.example.com',
    'rates.example.com:443',
    'http://localhost:9000',
    'g.rates.example',
    'evm:base:8453',
    'http://mail.shop.invalid:8025',
  ])('may be %s', (address) => {
    expect(found('outside-address', shopWith('ConfigMap settings', 'data.RATES_URL', address))).toEqual([]);
  });
  it('may be in a block of addresses that a policy admits', () => {
    const rule = { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 443 }] };
    expect(found('outside-address', shopWith('NetworkPolicy shop', 'spec.egress.2', rule))).toEqual([]);
  });
});

describe('an address outside, where hosts are declared by their names', () => {
  const callingRatesAt = (...parties: readonly Party[]) => ({
    connections: connections.flatMap((each) =>
      each.why === 'rates' ? parties.map((to) => ({ ...each, to })) : [each],
    ),
  });
  const given = (address: string) => shopWith('ConfigMap settings', 'data.RATES_URL', address);
  const rates = { host: 'rates.example.com' };

  it('is at one of them', () => {
    expect(found('outside-address', given('https://rates.example.com/v1'), callingRatesAt(rates))).toEqual([]);
    const pattern = { host: '*.example.com' };
    expect(found('outside-address', given('rates.example.com:443'), callingRatesAt(pattern))).toEqual([]);
  });

  it('is found where it is another, with the nearest', () => {
    expect(messagesOf('outside-address', given('https://rates.exmaple.com'), callingRatesAt(rates))).toEqual([
      expect.stringMatching(/^error: Deployment shop in mall is given .* Did you mean "rates\.example\.com"\?$/),
    ]);
    expect(messagesOf('outside-address', given('https://evil.test'), callingRatesAt(rates))).toEqual([
      expect.stringContaining('the hosts on that port are "rates.example.com".'),
    ]);
    expect(found('outside-address', given('https://evil.test'), callingRatesAt({ apiServer: true }))).toHaveLength(1);
  });

  it('may be another where networks are declared on that port, or everybody', () => {
    const network = { blocks: [{ cidr: '203.0.113.0/24' }] };
    for (const party of [network, 'anywhere'] as const) {
      expect(found('outside-address', given('https://other.example.com'), callingRatesAt(rates, party))).toEqual([]);
    }
  });

  it('may be an address: which the names resolve to is not known', () => {
    expect(found('outside-address', given('https://203.0.113.7'), callingRatesAt(rates))).toEqual([]);
  });
});

it('a host and port without a scheme may be called over UDP', () => {
  const objects = shopWith('ConfigMap settings', 'data.RATES_URL', 'logs.example.com:514');
  const rule = { ports: [{ port: 514, protocol: 'UDP' }] };
  expect(found('outside-address', objects)).toHaveLength(1);
  expect(found('outside-address', shopWith('NetworkPolicy shop', 'spec.egress.2', rule, objects))).toEqual([]);
});
