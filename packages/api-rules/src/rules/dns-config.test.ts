import { describe, expect, it } from 'vitest';
import { deployment, faultyFields } from '../testing.ts';

describe('the DNS of a pod', () => {
  it('has a policy that exists', () => {
    expect(faultyFields('dns-config', deployment({ dnsPolicy: 'Cluster' }))).toEqual(['pod.dnsPolicy']);
  });

  it('has servers if it has no policy', () => {
    expect(faultyFields('dns-config', deployment({ dnsPolicy: 'None' }))).toEqual(['pod.dnsConfig.nameservers']);
  });

  it('has at most three servers, which are addresses', () => {
    expect(
      faultyFields('dns-config', deployment({ dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', 'dns', '::1'] } })),
    ).toEqual(['pod.dnsConfig.nameservers', 'pod.dnsConfig.nameservers[2]']);
  });

  it('searches domains', () => {
    expect(
      faultyFields('dns-config', deployment({ dnsConfig: { searches: ['svc.cluster.local.', '_tcp.a', '.', 'A'] } })),
    ).toEqual(['pod.dnsConfig.searches[3]']);
  });
});
