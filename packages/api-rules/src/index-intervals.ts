import { quote } from './violation.ts';

/** What a text like `0,2-4` says: how many indexes there are, or what is wrong with it. */
export interface IndexIntervals {
  readonly count?: number;
  /** A sentence. */
  readonly problem?: string;
}

/**
 * Reads indexes and ranges of indexes of a Job.
 *
 * @param text empty for none.
 * @param completions how many indexes there are, from 0 on.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#success-policy
 */
export function indexIntervals(text: string, completions: number): IndexIntervals {
  let count = 0;
  let before = -1;
  for (const interval of text === '' ? [] : text.split(',')) {
    const ends = interval.split('-');
    const [first = Number.NaN, last = first] = ends.map(integerOf);
    if (ends.length > 2 || Number.isNaN(first + last))
      return { problem: `${quote(interval)} is not an index or a range.` };
    if (first >= completions || last >= completions) {
      return { problem: `${quote(interval)} is beyond the last index, which is ${completions - 1}.` };
    }
    if ((ends.length === 2 && first >= last) || first <= before) {
      return { problem: `${quote(interval)} is not in ascending order.` };
    }
    count += last - first + 1;
    before = last;
  }
  return { count };
}

/** As Go's strconv.Atoi reads it. */
function integerOf(text: string): number {
  return /^[+]?\d+$/.test(text) ? Number(text) : Number.NaN;
}
