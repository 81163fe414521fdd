import { describe, expect, it } from 'vitest';
import { contract, type PolicyDialect, type PolicyOptions, stack } from './index.ts';

const shop = contract({ name: 'shop', ports: {} });

function stagingWith(options: PolicyOptions) {
  return stack({ services: [shop], environments: { base: {}, staging: options }, connections: [] }).environments
    .staging;
}

describe('the policies of an environment', () => {
  it('are NetworkPolicies, without one of the whole stack, if it says nothing', () => {
    expect(stagingWith({}).policies).toBe('NetworkPolicy');
    expect(stagingWith({}).clusterNetworkPolicy).toBeUndefined();
  });

  it('may be those of Cilium, and have one of the whole stack, which is asked last', () => {
    const { policies, clusterNetworkPolicy } = stagingWith({
      policies: 'CiliumNetworkPolicy',
      clusterNetworkPolicy: { name: 'shop-staging' },
    });
    expect([policies, clusterNetworkPolicy]).toEqual(['CiliumNetworkPolicy', { name: 'shop-staging', priority: 1000 }]);
  });

  it.each([
    [
      'of a kind that is not known',
      { policies: 'Calico' as PolicyDialect },
      '"Calico" is not a known kind of policies.',
    ],
    ['without a valid name', { clusterNetworkPolicy: { name: 'Shop' } }, 'clusterNetworkPolicy.name'],
    [
      'with a priority of their own',
      { clusterNetworkPolicy: { name: 'shop', priority: 1001 } },
      '1001 is not a valid priority',
    ],
  ])('are refused %s', (_, options, message) => {
    expect(() => stagingWith(options)).toThrow(message);
  });
});
