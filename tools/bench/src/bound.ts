import { formatMebibytes, formatRatio, formatSeconds, type Table } from './table.ts';

/** What was promised, and what was measured. */
export interface Bound {
  /** What is promised, in words: `1,000 services: at most 5.5 times the time of 200`. */
  readonly what: string;
  /** The most that it may be. */
  readonly most: number;
  /** What it is; undefined where it could not be measured. */
  readonly measured: number | undefined;
  /** What both figures are. */
  readonly unit: 'times' | 'seconds' | 'MiB' | 'count';
}

/** All bounds as a table: bound, most, measured, met or not. */
export function boundsTable(bounds: readonly Bound[]): Table {
  return {
    title: 'Bounds',
    columns: ['Bound', 'At most', 'Measured', 'Met'],
    rows: bounds.map((bound) => {
      const { what, most, measured, unit } = bound;
      if (measured === undefined) return [what, say(most, unit), 'not measured', '-'];
      return [what, say(most, unit), say(measured, unit), isMet(bound) ? 'yes' : 'NO'];
    }),
  };
}

function isMet({ most, measured }: Bound): boolean {
  return measured !== undefined && measured <= most;
}

function say(value: number, unit: Bound['unit']): string {
  if (unit === 'seconds') return formatSeconds(value);
  if (unit === 'MiB') return formatMebibytes(value);
  return unit === 'times' ? formatRatio(value) : String(value);
}

/** The quotient of two figures, or undefined if either is missing. */
export function ratio(value: number | undefined, to: number | undefined): number | undefined {
  return value === undefined || to === undefined ? undefined : value / to;
}
