import { commentOf } from '@k8s-blocks/comments';
import { describe, expect, it } from 'vitest';
import { dnsEgress, egressRule, ingressRule, namespacePeer, networkPolicy, podsPeer, port } from './index.ts';

const shop = namespacePeer('shop');
const http = port('http');

describe('a rule', () => {
  it('lets peers in, or out to them, on ports', () => {
    expect(ingressRule({ from: [shop], ports: [http] })).toEqual({ from: [shop], ports: [http] });
    expect(egressRule({ to: [shop], ports: [http] })).toEqual({ to: [shop], ports: [http] });
  });

  it('without peers is about anywhere', () => {
    expect(ingressRule({ ports: [http] })).toEqual({ ports: [http] });
    expect(egressRule({ ports: [http] })).toEqual({ ports: [http] });
  });

  it('is refused with an empty list of peers, which would open it to everybody', () => {
    expect(() => ingressRule({ from: [], ports: [http] })).toThrow(/^from\n.*"anywhere"\.\n.*leave "from" out/s);
    expect(() => egressRule({ to: [], ports: [http] })).toThrow(/^to\n.*"anywhere"\.\n.*leave "to" out/s);
  });

  it('is refused with an empty list of ports, which would open every port', () => {
    expect(() => ingressRule({ from: [shop], ports: [] })).toThrow(/^ports\n.*"every port"/s);
    expect(() => egressRule({ to: [shop], ports: [] })).toThrow(/^ports\n.*"every port"/s);
  });

  it('carries its reason as a comment, and out of the data', () => {
    const rule = egressRule({ ports: [port(443)], why: 'Chain RPC endpoints.' });
    expect(commentOf(rule)).toBe('Chain RPC endpoints.');
    expect(Object.keys(rule)).toEqual(['ports']);
    expect(commentOf(ingressRule({ ports: [http], why: 'Metrics.' }))).toBe('Metrics.');
  });

  it('for DNS allows both protocols, to the DNS pods alone', () => {
    expect(JSON.parse(JSON.stringify(dnsEgress()))).toEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [
        { port: 53, protocol: 'UDP' },
        { port: 53, protocol: 'TCP' },
      ],
    });
  });
});

describe('a policy', () => {
  const pods = { 'app.kubernetes.io/name': 'payments' };

  it('may isolate one direction alone, which it names', () => {
    const ingress = [ingressRule({ ports: [http] })];
    const { spec } = networkPolicy({ name: 'payments', pods, policyTypes: ['Ingress'], ingress });
    expect(spec).toEqual({ podSelector: { matchLabels: pods }, policyTypes: ['Ingress'], ingress });
    const both = networkPolicy({ name: 'payments', pods, policyTypes: ['Egress', 'Ingress'], ingress, egress: [] });
    expect(both.spec?.policyTypes).toEqual(['Egress', 'Ingress']);
    // @ts-expect-error: both directions are isolated, and egress is forgotten.
    networkPolicy({ name: 'payments', pods, ingress });
    // @ts-expect-error: rules of a direction that is not isolated would do nothing.
    networkPolicy({ name: 'payments', pods, policyTypes: ['Ingress'], ingress, egress: [] });
  });

  it('isolates its pods in both directions and allows what its rules say', () => {
    const ingress = [ingressRule({ from: [podsPeer(pods)], ports: [http] })];
    const egress = [dnsEgress()];
    expect(networkPolicy({ name: 'payments', labels: { tier: 'shop' }, pods, ingress, egress })).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'payments', labels: { tier: 'shop' } },
      spec: { podSelector: { matchLabels: pods }, policyTypes: ['Ingress', 'Egress'], ingress, egress },
    });
  });

  it('without rules denies everything, and still names both directions', () => {
    expect(networkPolicy({ name: 'deny-all', pods: {}, ingress: [], egress: [] })).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny-all' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] },
    });
  });

  it('keeps the comments of its rules', () => {
    const { spec } = networkPolicy({ name: 'payments', pods, ingress: [], egress: [dnsEgress()] });
    expect(spec?.egress?.map(commentOf)).toEqual(['Name resolution.']);
  });

  it('is refused with a name or a label that an API server refuses', () => {
    const parts = { name: 'payments', pods, ingress: [], egress: [] };
    expect(() => networkPolicy({ ...parts, name: 'Payments' })).toThrow(/^metadata\.name\n/);
    expect(() => networkPolicy({ ...parts, name: 'a'.repeat(254) })).toThrow(/^metadata\.name\n/);
    expect(() => networkPolicy({ ...parts, labels: { tier: 'a b' } })).toThrow(/^metadata\.labels\.tier\n/);
    expect(() => networkPolicy({ ...parts, pods: { tier: 'a b' } })).toThrow(/^spec\.podSelector\.matchLabels\.tier\n/);
  });
});
