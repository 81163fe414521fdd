import { describe, expect, it } from 'vitest';
import { disruptionBudget, violatingFields } from '../testing.ts';

describe('a disruption budget', () => {
  it('limits available or unavailable pods', () => {
    expect(violatingFields('disruption-budget', disruptionBudget({ minAvailable: 1, maxUnavailable: 1 }))).toEqual([
      'spec.maxUnavailable',
    ]);
  });

  it('is a number or a percentage up to 100', () => {
    expect(violatingFields('disruption-budget', disruptionBudget({ minAvailable: '150%' }))).toEqual([
      'spec.minAvailable',
    ]);
  });

  it('is no number in quotes', () => {
    expect(violatingFields('disruption-budget', disruptionBudget({ maxUnavailable: '1' }))).toEqual([
      'spec.maxUnavailable',
    ]);
  });

  it('may select every pod', () => {
    expect(violatingFields('disruption-budget', disruptionBudget({ maxUnavailable: 1, selector: {} }))).toEqual([]);
  });
});
