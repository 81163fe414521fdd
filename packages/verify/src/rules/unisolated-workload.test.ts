import { describe, expect, it } from 'vitest';
import { connections, found, shopWith, shopWithout } from '../testing.ts';

describe('a workload', () => {
  it('is isolated by a policy', () => {
    expect(found('unisolated-workload', shopWithout('NetworkPolicy shop'))).toEqual(['Deployment shop in mall']);
  });
  it.each(['Ingress', 'Egress'])('is isolated not only for %s', (direction) => {
    expect(found('unisolated-workload', shopWith('NetworkPolicy shop', 'spec.policyTypes', [direction]))).toEqual([
      'Deployment shop in mall',
    ]);
  });
  it('is not in the network of its node, where no policy isolates it', () => {
    expect(found('unisolated-workload', shopWith('Deployment shop', 'pod.hostNetwork', true), { connections })).toEqual(
      ['Deployment shop in mall › pod.hostNetwork'],
    );
  });
});
