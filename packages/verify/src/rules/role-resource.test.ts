import { describe, expect, it } from 'vitest';
import { shopAnd } from '../routes.test-helper.ts';
import { found, messagesOf, object } from '../testing.ts';

/** The shop and a Role with one rule. */
function ruled(apiGroups: readonly string[], resources: readonly string[]) {
  const rules = [{ apiGroups, resources, verbs: ['get'] }];
  return shopAnd(object('rbac.authorization.k8s.io/v1', 'Role', 'mall', 'reader', { rules }));
}

describe('a resource of a role', () => {
  it.each([
    [['apps'], ['deployments', 'deployments/scale']],
    [
      ['', 'apps'],
      ['pods', 'deployments'],
    ],
    [['networking.k8s.io'], ['ingresses', 'networkpolicies']],
    [[''], ['users', 'endpoints']],
    [['apps'], ['*']],
    [['*'], ['deployment']],
    [['apps', 'shop.example.com'], ['orders']],
  ])('is taken: %j has %j', (groups, resources) => {
    expect(found('role-resource', ruled(groups, resources))).toEqual([]);
  });

  it.each([
    [['apps'], 'deployment', 'Did you mean "deployments"?'],
    [['apps'], 'Deployments', 'Did you mean "deployments"?'],
    [[''], 'deployments', 'It is one of "apps": name that among the apiGroups.'],
  ])('is found: %j has no %s', (groups, resource, remedy) => {
    const stack = ruled(groups, ['*', resource]);
    expect(found('role-resource', stack)).toEqual(['Role reader in mall › rules[0].resources[1]']);
    expect(messagesOf('role-resource', stack)).toEqual([expect.stringContaining(remedy)]);
  });
});
