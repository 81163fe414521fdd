/** A table of figures. */
export interface Table {
  readonly title: string;
  /** The head of each column; the first column is text, the others are figures. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How tables are printed. */
export type TableFormat = 'text' | 'markdown';

/** A table as text or Markdown. */
export function renderTable({ title, columns, rows }: Table, format: TableFormat): string {
  if (format === 'markdown') {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const rule = columns.map((_, index) => (index === 0 ? '---' : '--:'));
    return [`### ${title}`, '', ...[columns, rule, ...rows].map(line), ''].join('\n');
  }
  const widths = columns.map((_, index) => Math.max(...[columns, ...rows].map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]) =>
    widths
      .map((width, index) => (index === 0 ? (cells[index] ?? '').padEnd(width) : (cells[index] ?? '').padStart(width)))
      .join('  ')
      .trimEnd();
  return [title, '', ...[columns, ...rows].map(line), ''].join('\n');
}

/** Seconds in a table: `1.23 s`. */
export function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

/** Memory in a table: `123 MiB`, or `not measured`. */
export function formatMebibytes(mebibytes: number | undefined): string {
  return mebibytes === undefined ? 'not measured' : `${mebibytes.toFixed(0)} MiB`;
}

/** A ratio in a table: `1.23 ×`. */
export function formatRatio(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}
