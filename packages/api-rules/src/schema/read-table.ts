import { readFileSync } from 'node:fs';

/**
 * The lines `name: value` of a table that tools/api-schemas wrote.
 *
 * @param table the name of its file: `core-v1`.
 */
export function readTable(table: string): ReadonlyMap<string, string> {
  const text = readFileSync(new URL(`./tables/${table}.txt`, import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  );
}
