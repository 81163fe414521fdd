import { ratio } from './bound.ts';
import { type Measured, measureInTurn, mediansOf, type Trial } from './measure.ts';
import { formatMebibytes, formatRatio, formatSeconds, type Table } from './table.ts';

/** A row of a table before it is measured: its label, and the program to measure, or why that is left out. */
export type PlannedRow = readonly [what: string, trial: Trial | string];

/** A measured row: its label, and the medians, or why there are none. */
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

/** The medians of the row with this label; undefined if it was left out. */
export function foundIn(rows: readonly MeasuredRow[], label: string): Measured | undefined {
  const found = rows.find(([what]) => what === label)?.[1];
  return typeof found === 'string' ? undefined : found;
}

/**
 * Measured rows as a table.
 *
 * @param compared the title of the column that compares times, and the label of the row that they are compared with.
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
