import { describeEndpoint } from './describe.ts';
import type { Matrix } from './matrix.ts';
import type { Endpoint, Target } from './model.ts';
import { isExternal } from './resolved-endpoint.ts';

/** How a matrix is written: as columns of plain text, or as a table of Markdown. */
export type MatrixFormat = 'text' | 'markdown';

/** Writes a matrix as a table: a row for each source, a column for each target, and whether the one reaches the other. */
export function renderMatrix(matrix: Matrix, format: MatrixFormat): string {
  const endpoints = [...matrix.sources, ...matrix.targets.map(({ to }) => to)];
  const nameOf = distinctNames(endpoints);
  const head = ['from \\ to', ...matrix.targets.map((target) => heading(target, nameOf(target.to)))];
  const rows = matrix.sources.map((endpoint, source) => [
    nameOf(endpoint),
    ...matrix.targets.map((_, target) => (matrix.allows(source, target) ? 'yes' : '-')),
  ]);
  return format === 'markdown' ? markdown(head, rows) : text([head, ...rows]);
}

function heading({ to, port, protocol }: Target, name: string): string {
  const host = isExternal(to) && to.ip.includes(':') ? `[${name}]` : name;
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

function text(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, column) => (column === 0 ? '---' : ':-:'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
