import { groupBy, printableLine, printableMarkdown } from '@k8s-blocks/manifest';
import { describeEndpoint } from './describe.ts';
import type { Matrix } from './matrix.ts';
import type { Endpoint, Target } from './model.ts';
import { isExternal } from './resolved-endpoint.ts';

/** How a matrix is written: as columns of plain text, or as a table of Markdown. */
export type MatrixFormat = 'text' | 'markdown';

/** More columns fit on no screen. */
const MAX_COLUMNS = 24;

/**
 * Writes a matrix as a table: a row for each source, a column for each target, and whether the one reaches the other. Of
 * more targets than fit side by side, each row lists those that its source reaches. The names in it are those of
 * manifests, and printable as text or as Markdown.
 */
export function renderMatrix(matrix: Matrix, format: MatrixFormat): string {
  const endpoints = [...matrix.sources, ...matrix.targets.map(({ to }) => to)];
  const nameOf = distinctNames(endpoints);
  if (matrix.targets.length > MAX_COLUMNS) return list(matrix, nameOf, format);
  const head = [FROM_TO, ...matrix.targets.map((target) => heading(target, nameOf(target.to)))];
  const rows = matrix.sources.map((endpoint, source) => [
    nameOf(endpoint),
    ...matrix.targets.map((_, target) => (matrix.allows(source, target) ? 'yes' : '-')),
  ]);
  return write(head, rows, format);
}

function list(matrix: Matrix, nameOf: (endpoint: Endpoint) => string, format: MatrixFormat): string {
  const headings = matrix.targets.map((target) => heading(target, nameOf(target.to)));
  const reached = groupBy(matrix.allowedPairs(), ({ source }) => [source]);
  const rows = matrix.sources.map((endpoint, source) => {
    const targets = (reached.get(source) ?? []).map(({ target }) => headings[target] ?? '');
    const isAll = targets.length === headings.length;
    return [nameOf(endpoint), isAll ? `all ${targets.length}` : targets.join(', ') || '-'];
  });
  const head = ['from', `reaches, of ${matrix.targets.length} ports`];
  return write(head, rows, format);
}

function heading({ to, port, protocol }: Target, name: string): string {
  const host = isExternal(to) && name.includes(':') ? `[${name}]` : name;
  return protocol === 'TCP' ? `${host}:${port}` : `${host}:${port}/${protocol}`;
}

/** Workloads of different kinds may have one name: those are written with their kind. */
function distinctNames(endpoints: readonly Endpoint[]): (endpoint: Endpoint) => string {
  const named = new Map<string, Set<string>>();
  for (const endpoint of endpoints) {
    const name = describeEndpoint(endpoint);
    named.set(name, (named.get(name) ?? new Set()).add(withWorkload(endpoint)));
  }
  return (endpoint) => {
    const name = describeEndpoint(endpoint);
    return (named.get(name)?.size ?? 0) > 1 ? withWorkload(endpoint) : name;
  };
}

function withWorkload(endpoint: Endpoint): string {
  if (isExternal(endpoint) || endpoint.workload === undefined) return describeEndpoint(endpoint);
  return `${endpoint.namespace}/${endpoint.workload}`;
}

/** Every cell is made printable here, whatever it is of. */
function write(head: readonly string[], rows: readonly (readonly string[])[], format: MatrixFormat): string {
  if (format === 'text') return text([head, ...rows].map((cells) => cells.map(printableLine)));
  return markdown(
    head.map(markdownCell),
    rows.map((cells) => cells.map(markdownCell)),
  );
}

/** The head of the first column has the one character that is ours and would be escaped. */
function markdownCell(cell: string): string {
  return cell === FROM_TO ? cell : printableMarkdown(cell);
}

const FROM_TO = 'from \\ to';

function text(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
  );
  const lines = rows.map((row) =>
    row.map((cell, column) => (column < row.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  '),
  );
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : ':-:'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
