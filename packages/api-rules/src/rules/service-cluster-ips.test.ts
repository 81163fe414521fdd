import { describe, expect, it } from 'vitest';
import { service, violatingFields } from '../testing.ts';

describe('the addresses of a Service', () => {
  it('are addresses', () => {
    expect(violatingFields('service-cluster-ips', service({ clusterIP: 'none' }))).toEqual(['spec.clusterIP']);
  });

  it('lie in the range of the cluster', () => {
    expect(violatingFields('service-cluster-ips', service({ clusterIP: '192.168.5.5' }))).toEqual(['spec.clusterIP']);
  });

  it('are the same in both fields', () => {
    expect(
      violatingFields('service-cluster-ips', service({ clusterIP: '10.0.0.5', clusterIPs: ['10.0.0.6'] })),
    ).toEqual(['spec.clusterIPs']);
  });

  it('are of families that exist, each once', () => {
    expect(
      violatingFields('service-cluster-ips', service({ ipFamilies: ['IPv4', 'IPv4'], ipFamilyPolicy: 'Dual' })),
    ).toEqual(['spec.ipFamilies[1]', 'spec.ipFamilyPolicy']);
  });
});
