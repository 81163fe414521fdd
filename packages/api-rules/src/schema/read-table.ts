import { TABLES } from './tables.ts';

/**
 * The lines `name: value` of a table that tools/api-schemas wrote.
 *
 * @param table its name: `core/v1`, `versions`.
 */
export function readTable(table: string): ReadonlyMap<string, string> {
  const lines = (TABLES[table] ?? '').split('\n').filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}
