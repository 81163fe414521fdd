import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineHunks } from './line-hunks.ts';

function patched(before: readonly string[], after: readonly string[]): string | false {
  const patch = ['--- a', '+++ b', ...lineHunks(before, after), ''].join('\n');
  return applyPatch(textOf(before), patch);
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

describe('the hunks between two lists of lines', () => {
  it('make the one of the other', () => {
    const lines = fc.array(fc.constantFrom('', 'a', 'b', ' c', '- d'), { maxLength: 40 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(lineHunks(before, after).length > 0).toBe(textOf(before) !== textOf(after));
        expect(patched(before, after)).toBe(textOf(after));
      }),
    );
  });

  it('make it too where the shortest way is not looked for, and keep what is before and behind', () => {
    const numbers = Array.from({ length: 9000 }, (_, index) => `${index}`);
    const [before, after] = [numbers, numbers.toReversed()].map((some) => [
      'first',
      'a',
      'b',
      ...some,
      'c',
      'd',
      'last',
    ]);
    if (before === undefined || after === undefined) throw new Error('There are two.');
    const hunks = lineHunks(before, after);
    expect(hunks.slice(0, 3)).toEqual(['@@ -2,9004 +2,9004 @@', ' a', ' b']);
    expect(hunks.slice(-2)).toEqual([' c', ' d']);
    expect(patched(before, after)).toBe(textOf(after));
  });

  it('of a hundred thousand lines are found where one differs', () => {
    const before = Array.from({ length: 100_000 }, (_, index) => `${index}`);
    expect(lineHunks(before, before.with(50_000, 'x'))).toEqual([
      '@@ -49999,5 +49999,5 @@',
      ...[' 49998', ' 49999', '-50000', '+x', ' 50001', ' 50002'],
    ]);
  });
});
