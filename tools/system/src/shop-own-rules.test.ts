import { brokenBy } from '@k8s-blocks/invariants';
import { describe, expect, it } from 'vitest';
import rules from '../../../examples/shop/src/k8s-blocks.rules.ts';
import { map } from '../../../examples/shop/src/map.ts';
import { builtShop } from './shop.test-helper.ts';

const built = (await builtShop('prod-eu')) as readonly unknown[];
const [behindOrders, payments] = rules;

/** What the built shop breaks, together with more objects. */
function broken(rule: (typeof rules)[number] | undefined, ...more: readonly unknown[]): string[] {
  if (rule === undefined) throw new Error('There is a rule.');
  return brokenBy(rule, { map, environment: 'prod-eu', objects: { web: [...built, ...more] } });
}

/** A policy by which pods of a namespace may be called by anybody. */
function openTo(namespace: string) {
  const spec = { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'open', namespace }, spec };
}

describe('the rules of examples/shop', () => {
  it('hold as it is emitted', () => {
    expect([...broken(behindOrders), ...broken(payments)]).toEqual([]);
  });

  it('are broken by a policy that opens the database, with each path', () => {
    expect(broken(behindOrders, openTo('database'))[0]).toMatch(/^the internet → database:5432 — against the rule/);
  });

  it('are broken by a policy that opens the payments, by those whose own policies let them', () => {
    expect(broken(payments, openTo('payments')).map((problem) => problem.split(' — ')[0])).toContain(
      'the internet → payments:8443',
    );
  });
});
