import { describe, expect, it } from 'vitest';
import { found, object, shop, shopWith } from '../testing.ts';

describe('a budget', () => {
  it.each([
    [{ minAvailable: 2 }, 2],
    [{ minAvailable: 1 }, 1],
    [{ minAvailable: '51%' }, 2],
    [{ minAvailable: '100%' }, 5],
    [{ maxUnavailable: 0 }, 5],
    [{ maxUnavailable: '0%' }, 5],
  ])('of %j blocks the drain of %i replicas', (limit, replicas) => {
    expect(blocked(limit, replicas)).toHaveLength(1);
  });
  it.each([
    [{ minAvailable: 1 }, 2],
    [{ minAvailable: '50%' }, 2],
    [{ minAvailable: '67%' }, 4],
    [{ maxUnavailable: 1 }, 1],
    [{ maxUnavailable: '1%' }, 2],
    [{ minAvailable: 1 }, 0],
  ])('of %j lets a pod of %i be evicted', (limit, replicas) => {
    expect(blocked(limit, replicas)).toEqual([]);
  });
  it('is the only one of its pods', () => {
    const spec = { minAvailable: 1, selector: { matchLabels: { app: 'shop' } } };
    const second = object('policy/v1', 'PodDisruptionBudget', 'mall', 'second', { spec });
    expect(found('blocked-drain', [...shop, second])).toEqual(['PodDisruptionBudget second in mall › spec.selector']);
  });
});

function blocked(limit: object, replicas: number): string[] {
  const budget = { ...limit, selector: { matchLabels: { app: 'shop' } } };
  return found(
    'blocked-drain',
    shopWith('PodDisruptionBudget shop', 'spec', budget, shopWith('Deployment shop', 'spec.replicas', replicas)),
  );
}
