import { describe, expect, it } from 'vitest';
import { found, shopWith, shopWithout } from '../testing.ts';

describe('a workload with several replicas', () => {
  it('has a budget', () => {
    expect(found('missing-budget', shopWithout('PodDisruptionBudget shop'))).toEqual([
      'Deployment shop in mall › spec.replicas',
    ]);
  });
  it('needs none if it has one', () => {
    const single = shopWith('Deployment shop', 'spec.replicas', 1).filter(({ kind }) => kind !== 'PodDisruptionBudget');
    expect(found('missing-budget', single)).toEqual(['StatefulSet ledger in bank › spec.replicas']);
  });
  it('has a budget that lets a pod stay', () => {
    expect(found('missing-budget', shopWith('PodDisruptionBudget shop', 'spec.minAvailable', 0))).toEqual([
      'PodDisruptionBudget shop in mall › spec',
    ]);
    expect(found('missing-budget', shopWith('PodDisruptionBudget shop', 'spec.minAvailable', undefined))).toHaveLength(
      1,
    );
  });
});
