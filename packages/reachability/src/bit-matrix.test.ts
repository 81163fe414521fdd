import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitMatrix } from './bit-matrix.ts';

describe('a bit matrix', () => {
  it('has no bit set at first', () => {
    const matrix = new BitMatrix(2, 40);
    expect([0, 1].flatMap((row) => [...matrix.in(row)])).toEqual([]);
  });

  it('lists the whole of a filled row, and nothing beyond it', () => {
    const matrix = new BitMatrix(3, 40);
    matrix.fill(1);
    expect([...matrix.in(0)]).toEqual([]);
    expect([...matrix.in(1)]).toEqual(Array.from({ length: 40 }, (_, column) => column));
    expect([...matrix.in(2)]).toEqual([]);
  });

  it('has exactly the cells that were added and not deleted', () => {
    const cells = fc.array(fc.record({ row: fc.nat(3), column: fc.nat(69), isAdded: fc.boolean() }));
    const remembers = fc.property(cells, (changes) => {
      const matrix = new BitMatrix(4, 70);
      const expected = new Set<string>();
      for (const { row, column, isAdded } of changes) {
        if (isAdded) matrix.add(row, column);
        else matrix.delete(row, column);
        if (isAdded) expected.add(`${row}/${column}`);
        else expected.delete(`${row}/${column}`);
        expect(matrix.has(row, column)).toBe(isAdded);
      }
      const listed = [0, 1, 2, 3].flatMap((row) => [...matrix.in(row)].map((column) => `${row}/${column}`));
      expect(new Set(listed)).toEqual(expected);
    });
    fc.assert(remembers);
  });
});
