import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('the DNS of a pod', () => {
  it('has a policy that exists', () => {
    expect(violatingFields('dns-config', deployment({ dnsPolicy: 'Cluster' }))).toEqual(['pod.dnsPolicy']);
  });

  it('has servers if it has no policy', () => {
    expect(violatingFields('dns-config', deployment({ dnsPolicy: 'None' }))).toEqual(['pod.dnsConfig.nameservers']);
  });

  it('has at most three servers, which are addresses', () => {
    expect(
      violatingFields('dns-config', deployment({ dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', 'dns', '::1'] } })),
    ).toEqual(['pod.dnsConfig.nameservers', 'pod.dnsConfig.nameservers[2]']);
  });

  it('searches domains', () => {
    expect(
      violatingFields(
        'dns-config',
        deployment({ dnsConfig: { searches: ['svc.cluster.local.', '_tcp.a', '.', 'A'] } }),
      ),
    ).toEqual(['pod.dnsConfig.searches[3]']);
  });
});
