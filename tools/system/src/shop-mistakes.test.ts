import { describe, expect, it } from 'vitest';
import { builtShop, judged } from './shop-mistakes.test-helper.ts';

describe.each(['staging', 'prod-eu'] as const)('the shop as it is committed, in %s', (environment) => {
  it('has neither error nor warning, and says what policies cannot: the network of nodes, the address of the API server', async () => {
    const found = judged(environment, await builtShop(environment));
    expect(found.map(({ rule, severity, field }) => [rule, severity, field])).toEqual([
      ['unisolated-workload', 'notice', 'spec.template.spec.hostNetwork'],
      ['wider-than-declared', 'notice', 'spec.egress[1]'],
    ]);
  });
});
