import { ratio } from './bound.ts';
import { type Measured, measureInTurn, mediansOf, type Trial } from './measure.ts';
import { formatMebibytes, formatRatio, formatSeconds, type Table } from './table.ts';

/** A row of a table before it is measured: what it says, and the program; or why that is left out. */
export type PlannedRow = readonly [what: string, trial: Trial | string];

/** A row as it was measured: what it says, and the medians; or why there are none. */
export type MeasuredRow = readonly [what: string, found: Measured | string];

/** Measures the programs of some rows in turn. Throws as {@link measureInTurn} does. */
export async function measureRows(planned: readonly PlannedRow[], runs: number): Promise<readonly MeasuredRow[]> {
  const trials = planned.flatMap(([what, trial]) => (typeof trial === 'string' ? [] : [{ what, trial }]));
  const found = await measureInTurn(
    trials.map(({ trial }) => trial),
    runs,
  );
  const medians = new Map(trials.map(({ what }, index) => [what, mediansOf(found[index] ?? [])]));
  return planned.map(([what, trial]) => [what, medians.get(what) ?? String(trial)]);
}

/** What was measured in the row that says this. Undefined if it was left out. */
export function foundIn(rows: readonly MeasuredRow[], said: string): Measured | undefined {
  const found = rows.find(([what]) => what === said)?.[1];
  return typeof found === 'string' ? undefined : found;
}

/**
 * Measured rows as a table.
 *
 * @param compared the column that compares the times, and what the row says that they are compared with.
 */
export function rowsTable(
  title: string,
  { column, to }: { readonly column: string; readonly to: string },
  rows: readonly MeasuredRow[],
): Table {
  const reference = foundIn(rows, to)?.seconds;
  return {
    title,
    columns: ['What', 'Time', column, 'Peak memory'],
    rows: rows.map(([what, found]) => {
      if (typeof found === 'string') return [what, found, '-', '-'];
      const times = ratio(found.seconds, reference);
      return [
        what,
        formatSeconds(found.seconds),
        times === undefined ? '-' : formatRatio(times),
        formatMebibytes(found.mebibytes),
      ];
    }),
  };
}
