import { describe, expect, it } from 'vitest';
import { networkPolicy, violatingFields } from '../testing.ts';

describe('the types of a network policy', () => {
  it('exist', () => {
    expect(violatingFields('network-policy-types', networkPolicy({ policyTypes: ['ingress'] }))).toEqual([
      'spec.policyTypes[0]',
    ]);
  });

  it('are at most two', () => {
    expect(
      violatingFields('network-policy-types', networkPolicy({ policyTypes: ['Ingress', 'Egress', 'Ingress'] })),
    ).toEqual(['spec.policyTypes']);
  });
});
