/** A table of booleans, one bit a cell; all false at first. */
export class BitMatrix {
  readonly #columns: number;
  readonly #wordsPerRow: number;
  readonly #words: Uint32Array;

  constructor(rows: number, columns: number) {
    this.#columns = columns;
    this.#wordsPerRow = Math.ceil(columns / 32);
    this.#words = new Uint32Array(rows * this.#wordsPerRow);
  }

  has(row: number, column: number): boolean {
    return ((this.#words[this.#wordAt(row, column)] ?? 0) & (1 << (column & 31))) !== 0;
  }

  add(row: number, column: number): void {
    const at = this.#wordAt(row, column);
    this.#words[at] = (this.#words[at] ?? 0) | (1 << (column & 31));
  }

  delete(row: number, column: number): void {
    const at = this.#wordAt(row, column);
    this.#words[at] = (this.#words[at] ?? 0) & ~(1 << (column & 31));
  }

  /** Sets the whole row. */
  fill(row: number): void {
    this.#words.fill(0xffffffff, row * this.#wordsPerRow, (row + 1) * this.#wordsPerRow);
  }

  clear(row: number): void {
    this.#words.fill(0, row * this.#wordsPerRow, (row + 1) * this.#wordsPerRow);
  }

  /** The columns that are set in the row. */
  *in(row: number): Generator<number> {
    for (let word = 0; word < this.#wordsPerRow; word++) {
      if (this.#words[row * this.#wordsPerRow + word] === 0) continue;
      const end = Math.min(this.#columns, (word + 1) * 32);
      for (let column = word * 32; column < end; column++) if (this.has(row, column)) yield column;
    }
  }

  #wordAt(row: number, column: number): number {
    return row * this.#wordsPerRow + (column >>> 5);
  }
}
