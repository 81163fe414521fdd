import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { one, parseQuantity } from './quantity.ts';

describe('a quantity', () => {
  it.each([
    ['1', one],
    [2, 2n * one],
    ['100m', one / 10n],
    ['0.5', one / 2n],
    ['.5', one / 2n],
    ['1.', one],
    ['+1', one],
    ['-1', -one],
    ['1Ki', 1024n * one],
    ['1k', 1000n * one],
    ['1e3', 1000n * one],
    ['1E', 10n ** 18n * one],
    ['1E-3', one / 1000n],
    ['1.5Gi', 1536n * 1024n ** 2n * one],
    ['.', 0n],
  ])('may be written as %s', (text, value) => {
    expect(parseQuantity(text)).toBe(value);
  });

  it.each(['', ' ', 'Gi', '1K', '1e', '1 Gi', '1e3Ki', '--1', '1.2.3', '1gi', '1_000', 'true', '1e99999999999'])(
    'may not be written as "%s"',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  it('finer than a billionth is rounded up', () => {
    expect(parseQuantity('0.1n')).toBe(1n);
  });

  it('is the same in thousandths', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (number) => {
        expect(parseQuantity(`${number}000m`)).toBe(parseQuantity(number));
      }),
    );
  });
});
