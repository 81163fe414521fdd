import { locate } from '@k8s-blocks/findings';
import { explain } from '@k8s-blocks/reachability';
import { describe, expect, it } from 'vitest';
import { connectionVerdict, verifyStack } from './index.ts';
import { connections, shop, shopWith, shopWithout } from './testing.ts';

/** Which connections the policies of a build let through, by what they are for. */
function verdictsOn(objects: readonly object[]) {
  const input = { objects: locate(objects), connections };
  return Object.fromEntries(connections.map((each) => [each.why, connectionVerdict(input, each)?.allowed]));
}

describe('the verdict on a declared connection', () => {
  it('is let through where both sides allow it, with the rules that do', () => {
    const sales = connections.find(({ why }) => why === 'sales');
    if (sales === undefined) throw new Error('There is no such connection.');
    expect(new Set(Object.values(verdictsOn(shop)))).toEqual(new Set([true]));
    expect(connectionVerdict({ objects: locate(shop), connections }, sales)?.ingress).toMatchObject({
      reason: 'rule',
      rule: { name: 'shop', field: 'spec.ingress[0]' },
    });
  });

  it('is what is denied of it, as the rule declared-connection finds', () => {
    const input = { objects: locate(shopWith('NetworkPolicy ledger', 'spec.ingress', [])), connections };
    const verdicts = connections.map((each) => connectionVerdict(input, each)).filter((each) => each !== undefined);
    const denied = verdicts.filter(({ allowed }) => !allowed).map(explain);
    const found = verifyStack(input).filter(({ code }) => code === 'policy-denies');
    expect(denied).toHaveLength(2);
    expect(found.map(({ problem }) => problem)).toEqual(expect.arrayContaining(denied));
  });

  it('is not known where no pod of an end was built', () => {
    const verdicts = verdictsOn(shopWithout('StatefulSet ledger'));
    expect(Object.values(verdicts)).toContain(undefined);
  });
});
