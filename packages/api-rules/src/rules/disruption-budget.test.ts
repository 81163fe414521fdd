import { describe, expect, it } from 'vitest';
import { disruptionBudget, faultyFields } from '../testing.ts';

describe('a disruption budget', () => {
  it('limits available or unavailable pods', () => {
    expect(faultyFields('disruption-budget', disruptionBudget({ minAvailable: 1, maxUnavailable: 1 }))).toEqual([
      'spec.maxUnavailable',
    ]);
  });

  it('is a number or a percentage up to 100', () => {
    expect(faultyFields('disruption-budget', disruptionBudget({ minAvailable: '150%' }))).toEqual([
      'spec.minAvailable',
    ]);
  });

  it('is no number in quotes', () => {
    expect(faultyFields('disruption-budget', disruptionBudget({ maxUnavailable: '1' }))).toEqual([
      'spec.maxUnavailable',
    ]);
  });

  it('may select every pod', () => {
    expect(faultyFields('disruption-budget', disruptionBudget({ maxUnavailable: 1, selector: {} }))).toEqual([]);
  });
});
