import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { apiServer, outsideHost, outsideNamespace, outsideNetwork } from './index.ts';

describe('a network outside', () => {
  it('is one block or several, with exceptions or as text', () => {
    const block = { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] };
    expect(outsideNetwork('the bank', block).party).toEqual({ blocks: [block] });
    expect(outsideNetwork('the bank', '203.0.113.0/24').party).toEqual({ blocks: [{ cidr: '203.0.113.0/24' }] });
    expect(outsideNetwork('the bank', [block, '2001:db8::/32'])).toMatchObject({
      title: 'the bank (203.0.113.0/24, 2001:db8::/32)',
      party: { blocks: [block, { cidr: '2001:db8::/32' }] },
    });
  });

  it('of many blocks is called by the first of them', () => {
    const blocks = ['10.0.0.0/8', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'];
    expect(outsideNetwork('partners', blocks).title).toBe(
      'partners (10.0.0.0/8, 192.0.2.0/24, 198.51.100.0/24 and 2 more)',
    );
  });

  it('refuses a wrong block with its place in the list, and an empty list', () => {
    expect(() => outsideNetwork('the bank', ['10.0.0.0/8', { cidr: '10.0.0.1/8' }])).toThrow(
      'blocks[1].cidr\n  "10.0.0.1/8" is not a valid CIDR.\n  Give 10.0.0.0/8.',
    );
    expect(() => outsideNetwork('the bank', [{ cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] }])).toThrow(
      'blocks[0].except[0]\n  11.0.0.0/8 is not a smaller block inside 10.0.0.0/8.',
    );
    expect(() => outsideNetwork('the bank', [])).toThrow('blocks\n  The list of addresses is empty.');
  });
});

describe('a host outside', () => {
  it('is called by its name, and has the addresses that are known', () => {
    expect(outsideHost('the cache', 'cache.example.com')).toMatchObject({
      title: 'the cache (cache.example.com)',
      party: { host: 'cache.example.com' },
    });
    expect(outsideHost('the cache', '*.cache.example.com', { addresses: '198.51.100.0/28' }).party).toEqual({
      host: '*.cache.example.com',
      addresses: [{ cidr: '198.51.100.0/28' }],
    });
  });

  it.each([
    ['https://cache.example.com', 'is not a valid DNS subdomain'],
    ['cache.example.com:6379', 'is not a valid DNS subdomain'],
    ['Cache.example.com', 'is not a valid DNS subdomain'],
    ['cache.*.example.com', 'is not a valid DNS subdomain'],
    ['*', 'is not a valid DNS subdomain'],
    ['203.0.113.7', '"203.0.113.7" is an address, not a name.\n  Give its name in DNS, or use outsideNetwork'],
  ])('is not %s', (host, problem) => {
    expect(() => outsideHost('the cache', host)).toThrow(problem);
  });

  it('has a name in plain words, and addresses that Kubernetes takes', () => {
    expect(() => outsideHost('the "cache"', 'cache.example.com')).toThrow('is not a valid name of a host.');
    expect(() => outsideHost('the cache', 'cache.example.com', { addresses: ['10.0.0.1'] })).toThrow(
      'addresses[0]\n  "10.0.0.1" is not a valid CIDR.',
    );
  });
});

describe('pods of a namespace outside', () => {
  it('are all of them, or those with some labels', () => {
    const pods = { 'app.kubernetes.io/name': 'prometheus' };
    expect(outsideNamespace('monitoring').party).toEqual({ namespace: 'monitoring' });
    expect(outsideNamespace('monitoring', { pods })).toMatchObject({
      title: 'namespace monitoring (app.kubernetes.io/name=prometheus)',
      party: { namespace: 'monitoring', pods },
    });
  });

  it('have labels that Kubernetes takes, and some', () => {
    expect(() => outsideNamespace('monitoring', { pods: { 'a b': 'c' } })).toThrow(Refusal);
    expect(() => outsideNamespace('monitoring', { pods: {} })).toThrow('pods\n  There are no labels');
  });
});

it('the API server is a party like any other', () => {
  expect(apiServer).toMatchObject({ title: 'the API server', party: { apiServer: true } });
  expect(apiServer.port(443)).toEqual({ outside: apiServer, port: 443, protocol: 'TCP' });
});
