import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const COUNTS = { usual: 5, long: 100 };

describe('how often a test tries something', () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['npm test', undefined, 5],
    ['npm run test:long', 'long', 100],
  ])('by %s', async (_, variable, times) => {
    vi.stubEnv('K8S_BLOCKS_TESTS', variable);
    const { isLong, runs } = await import('./runs.ts');
    expect([isLong, runs(COUNTS)]).toEqual([variable === 'long', times]);
  });
});
