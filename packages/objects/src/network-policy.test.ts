import { commentOf } from '@k8s-blocks/comments';
import { connection, contract, outsideHost, type PolicyDialect, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { networkPolicy } from './index.ts';

const shop = contract({ name: 'shop', ports: { http: 8080 } });
const cache = outsideHost('the cache', 'cache.example.com');
const map = stack({
  services: [shop],
  environments: { base: {}, production: { policies: 'CiliumNetworkPolicy' } },
  connections: [connection(shop, cache.port(6379), 'sessions')],
});
const [base, production] = [map.serviceIn(shop, 'base'), map.serviceIn(shop, 'production')];

describe('the policy of a service', () => {
  it('is of the kind that the environment has', () => {
    expect([base, production].map((env) => networkPolicy(env).kind)).toEqual(['NetworkPolicy', 'CiliumNetworkPolicy']);
  });

  it('may be of another kind than the others of its environment', () => {
    expect(networkPolicy(production, { dialect: 'NetworkPolicy' }).kind).toBe('NetworkPolicy');
    expect(networkPolicy(base, { dialect: 'CiliumNetworkPolicy' }).kind).toBe('CiliumNetworkPolicy');
    expect(() => networkPolicy(base, { dialect: 'Calico' as PolicyDialect })).toThrow('"Calico" is not a known kind');
  });

  it('may have rules of its own, instead of those of the map', () => {
    const rules = { policyTypes: ['Ingress'], ingress: [{}] } as const;
    const { metadata, spec, ...policy } = networkPolicy(production, { name: 'from-anywhere', labels: {}, rules });
    expect(metadata).toEqual({ name: 'from-anywhere' });
    expect(spec).toEqual({ podSelector: { matchLabels: shop.selector }, ...rules });
    expect(policy.kind).toBe('NetworkPolicy');
    expect(commentOf(policy)).toContain('instead of those of the map');
    expect(() => networkPolicy(base, { dialect: 'CiliumNetworkPolicy', rules })).toThrow(
      /^shop › base › CiliumNetworkPolicy shop › rules\n {2}They are those of a NetworkPolicy, not of a CiliumNetworkPolicy\./,
    );
  });

  it('of Cilium isolates its pods in both directions, and says why each rule is there', () => {
    const { spec, ...policy } = networkPolicy(production);
    expect(structuredClone(spec)).toEqual({
      endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/component': 'shop' } },
      ingress: [{}],
      egress: [
        {
          toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s-app': 'kube-dns' } }],
          toPorts: [
            {
              ports: [
                { port: '53', protocol: 'UDP' },
                { port: '53', protocol: 'TCP' },
              ],
              rules: { dns: [{ matchPattern: '*' }] },
            },
          ],
        },
        {
          toFQDNs: [{ matchName: 'cache.example.com' }],
          toPorts: [{ ports: [{ port: '6379', protocol: 'TCP' }] }],
        },
      ],
    });
    expect(commentOf(policy)).toBe('Who may call shop, and whom it may call. Everything else is denied.');
    expect(spec?.egress?.map(commentOf)).toEqual(['Name resolution.', 'To the cache (cache.example.com): sessions.']);
  });
});
