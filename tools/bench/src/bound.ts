import { formatMebibytes, formatRatio, formatSeconds, type Table } from './table.ts';

/** A figure that must not exceed a maximum. */
export interface Bound {
  /** What is measured: `emit of 1,000: time of emit of 200`. */
  readonly what: string;
  /** The maximum. */
  readonly max: number;
  /** The measured figure; undefined if it could not be measured. */
  readonly measured: number | undefined;
  /** The unit of both. */
  readonly unit: 'times' | 'seconds' | 'MiB' | 'count';
}

/** All bounds as a table: bound, maximum, measured, whether it is met. */
export function boundsTable(bounds: readonly Bound[]): Table {
  return {
    title: 'Bounds',
    columns: ['Bound', 'At most', 'Measured', 'Met'],
    rows: bounds.map((bound) => {
      const { what, max, measured, unit } = bound;
      if (measured === undefined) return [what, formatFigure(max, unit), 'not measured', '-'];
      return [what, formatFigure(max, unit), formatFigure(measured, unit), isMet(bound) ? 'yes' : 'NO'];
    }),
  };
}

function isMet({ max, measured }: Bound): boolean {
  return measured !== undefined && measured <= max;
}

function formatFigure(value: number, unit: Bound['unit']): string {
  if (unit === 'seconds') return formatSeconds(value);
  if (unit === 'MiB') return formatMebibytes(value);
  return unit === 'times' ? formatRatio(value) : String(value);
}

/** The quotient of two figures, or undefined if either is missing. */
export function ratio(value: number | undefined, to: number | undefined): number | undefined {
  return value === undefined || to === undefined ? undefined : value / to;
}
