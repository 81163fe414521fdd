import type { NotUnderstood } from './comparison.ts';
import type { Line } from './lines.ts';
import { MAX_ENTRIES } from './tally.ts';

/** Counts lines that are not understood by the reason, with the first line of each. */
export class ReasonCounts {
  readonly #counts = new Map<string, { count: number; readonly first: Line }>();

  add(reason: string, line: Line): void {
    const isTold = this.#counts.has(reason) || this.#counts.size < MAX_ENTRIES;
    const key = isTold ? reason : 'they are of more kinds than are told';
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { count: 1, first: line });
    else known.count += 1;
  }

  values(): NotUnderstood[] {
    return Array.from(this.#counts, ([why, { count, first }]) => {
      const where = first.file === undefined ? {} : { file: first.file };
      return { why, count, line: first.number, ...where };
    });
  }
}
