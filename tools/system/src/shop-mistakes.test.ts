import { describe, expect, it } from 'vitest';
import { builtShop, judged } from './shop-mistakes.test-helper.ts';

/** What policies cannot say of the shop: traffic in the network of nodes, and the addresses of an API server that are not known. */
const UNSAID = ['unisolated-workload', 'wider-than-declared'];

describe.each(['staging', 'prod-eu'] as const)('the shop as it is committed, in %s', (environment) => {
  it('has neither error nor warning', async () => {
    const found = judged(environment, await builtShop(environment));
    expect(found.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    expect(found.filter(({ rule }) => !UNSAID.includes(rule))).toEqual([]);
  });
});
