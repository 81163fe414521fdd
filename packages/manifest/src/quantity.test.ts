import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareQuantities, ONE, parseQuantity } from './index.ts';

/** Suffixes as exact fractions, written again and without the code that is tested. */
const SUFFIXES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  n: [1n, 10n ** 9n],
  u: [1n, 10n ** 6n],
  m: [1n, 1000n],
  '': [1n, 1n],
  k: [1000n, 1n],
  M: [10n ** 6n, 1n],
  G: [10n ** 9n, 1n],
  T: [10n ** 12n, 1n],
  P: [10n ** 15n, 1n],
  E: [10n ** 18n, 1n],
  Ki: [1024n, 1n],
  Mi: [1024n ** 2n, 1n],
  Gi: [1024n ** 3n, 1n],
  Ti: [1024n ** 4n, 1n],
  Pi: [1024n ** 5n, 1n],
  Ei: [1024n ** 6n, 1n],
  e3: [1000n, 1n],
  'E-2': [1n, 100n],
};

/** A quantity as text, and as the fraction that it is; with few decimals, so that nothing is finer than a billionth. */
const quantity = fc
  .record({
    digits: fc.nat({ max: 2000 }),
    decimals: fc.nat({ max: 3 }),
    suffix: fc.constantFrom(...Object.keys(SUFFIXES)),
  })
  .filter(({ decimals, suffix }) => decimals === 0 || suffix !== 'n')
  .map(({ digits, decimals, suffix }) => {
    const padded = String(digits).padStart(decimals + 1, '0');
    const point = padded.length - decimals;
    const number = decimals === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
    const [numerator, denominator] = SUFFIXES[suffix] ?? [0n, 1n];
    return {
      text: `${number}${suffix}`,
      numerator: BigInt(digits) * numerator,
      denominator: denominator * 10n ** BigInt(decimals),
    };
  });

describe('a quantity', () => {
  it.each([
    ['1', 1_000_000_000n],
    ['100m', 100_000_000n],
    ['1.5Gi', 1_610_612_736_000_000_000n],
    ['.5', 500_000_000n],
    ['5.', 5_000_000_000n],
    ['.', 0n],
    ['-2', -2_000_000_000n],
    ['+2k', 2_000_000_000_000n],
    ['1e3', 1_000_000_000_000n],
    ['1E', 10n ** 27n],
    ['128Mi ', 134_217_728_000_000_000n],
    [' \u00a01', 1_000_000_000n],
    ['-', 0n],
    ['Gi', 0n],
    ['-e3', 0n],
    [0.1, 100_000_000n],
    [1e21, 10n ** 30n],
  ])('%j is exact', (value, billionths) => {
    expect(parseQuantity(value)).toBe(billionths);
  });

  it.each([
    '',
    ' ',
    '\t1',
    '1\n',
    '1 Gi',
    '1gi',
    '1KI',
    '1e',
    '1e+',
    '0x1',
    '1e3Ki',
    '1e999999999',
    '--1',
    'NaN',
    true,
    null,
    {},
  ])('%j is not valid', (value) => {
    expect(parseQuantity(value)).toBeUndefined();
  });

  it('is rounded up to a billionth, away from zero, as an API server does', () => {
    expect(parseQuantity('0.1n')).toBe(1n);
    expect(parseQuantity('-0.1n')).toBe(-1n);
  });

  it('compares as the exact fraction that it stands for', () => {
    fc.assert(
      fc.property(quantity, quantity, (one, other) => {
        const [left, right] = [one.numerator * other.denominator, other.numerator * one.denominator];
        const expected = left === right ? 0 : left < right ? -1 : 1;
        expect(compareQuantities(parseQuantity(one.text) ?? -1n, parseQuantity(other.text) ?? -1n)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('is one of several texts for the same amount', () => {
    const [billionths] = ['1', '1000m', '1e0', '1000000u'].map(parseQuantity);
    expect(billionths).toBe(ONE);
    expect(compareQuantities(parseQuantity('1Gi') ?? 0n, parseQuantity('1024Mi') ?? 1n)).toBe(0);
  });
});
