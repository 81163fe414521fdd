import { describe, expect, it } from 'vitest';
import { apiServer, connection, contract, outsideHost, stack } from './index.ts';

const shop = contract({ name: 'shop', ports: {} });

describe('a connection to a host outside', () => {
  const env = stack({
    services: [shop],
    environments: { base: {}, eu: { clusterDomain: 'eu.example.com', apiServer: { addresses: '192.0.2.10/32' } } },
    connections: [
      connection(shop, outsideHost('the cache', 'cache.example.com', { addresses: '198.51.100.0/28' }).port(6379), 'x'),
      connection(shop, outsideHost('the buckets', '*.s3.example.com').port(443), 'files'),
      connection(shop, outsideHost('the log', 'logs.example.com').port(514, 'UDP'), 'log'),
      connection(shop, apiServer.port(443), 'watch Secrets', { environments: ['eu'] }),
    ],
  });
  const inBase = env.serviceIn(shop, 'base');

  it('allows URLs and addresses at that host, or at its known addresses', () => {
    for (const url of [
      'rediss://cache.example.com:6379',
      'rediss://198.51.100.7:6379',
      'https://eu.s3.example.com/a',
    ]) {
      expect(inBase.outsideUrl(url)).toBe(url);
    }
    for (const address of ['cache.example.com:6379', '198.51.100.7:6379', 'logs.example.com:514']) {
      expect(inBase.outsideAddress(address)).toBe(address);
    }
  });

  it('refuses another host, and suggests the nearest', () => {
    expect(() => inBase.outsideUrl('rediss://cache.exmaple.com:6379')).toThrow(
      /^shop › base\n.*no declared connection to cache\.exmaple\.com on port 6379.*\n {2}Did you mean "cache\.example\.com"\? Otherwise declare it/,
    );
    expect(() => inBase.outsideAddress('203.0.113.7:6379')).toThrow('On port 6379 it may call "cache.example.com".');
    for (const host of ['s3.example.com', 'a.b.s3.example.com', 'xs3.example.com']) {
      expect(() => inBase.outsideUrl(`https://${host}`)).toThrow(`no declared connection to ${host} on port 443`);
    }
  });

  it('refuses a URL where the connection is over UDP', () => {
    expect(() => inBase.outsideUrl('syslog://logs.example.com:514')).toThrow('no declared connection to port 514');
  });

  it.each(['cache.example.com', 'rediss://cache.example.com:6379', 'cache.example.com:6379/0', ':6379', 'u@cache:1'])(
    'refuses %s as an address',
    (address) => {
      expect(() => inBase.outsideAddress(address)).toThrow('is not a host and a port.');
    },
  );

  it('shows no password', () => {
    for (const url of ['rediss://me:secret@cache.exmaple.com:6379', 'redis://me:secret@cache.example.com']) {
      expect(() => inBase.outsideUrl(url)).toThrow(/^(?!.*secret)/s);
    }
  });

  it('allows the API server by the name of its Service, and where it is known to be', () => {
    const inEu = env.serviceIn(shop, 'eu');
    for (const host of [
      'kubernetes.default',
      'kubernetes.default.svc',
      'kubernetes.default.svc.eu.example.com',
      '192.0.2.10',
    ]) {
      expect(inEu.outsideUrl(`https://${host}`)).toBe(`https://${host}`);
      expect(() => inBase.outsideUrl(`https://${host}`)).toThrow('no declared connection');
    }
    expect(() => inEu.outsideUrl('https://kubernetes.default.svc.cluster.local')).toThrow('no declared connection');
  });
});
