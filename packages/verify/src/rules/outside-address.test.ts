import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

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
  ])('may be %s', (address) => {
    expect(found('outside-address', shopWith('ConfigMap settings', 'data.RATES_URL', address))).toEqual([]);
  });
  it('may be in a block of addresses that a policy admits', () => {
    const rule = { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 443 }] };
    expect(found('outside-address', shopWith('NetworkPolicy shop', 'spec.egress.2', rule))).toEqual([]);
  });
});
