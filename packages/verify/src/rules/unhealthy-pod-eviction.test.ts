import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a budget', () => {
  it('lets pods be evicted that are not healthy', () => {
    expect(
      found(
        'unhealthy-pod-eviction',
        shopWith('PodDisruptionBudget shop', 'spec.unhealthyPodEvictionPolicy', undefined),
      ),
    ).toEqual(['PodDisruptionBudget shop in mall › spec.unhealthyPodEvictionPolicy']);
  });
});
