import { describe, expect, it } from 'vitest';
import { faultyFields, networkPolicy } from '../testing.ts';

describe('the types of a network policy', () => {
  it('exist', () => {
    expect(faultyFields('network-policy-types', networkPolicy({ policyTypes: ['ingress'] }))).toEqual([
      'spec.policyTypes[0]',
    ]);
  });

  it('are at most two', () => {
    expect(
      faultyFields('network-policy-types', networkPolicy({ policyTypes: ['Ingress', 'Egress', 'Ingress'] })),
    ).toEqual(['spec.policyTypes']);
  });
});
