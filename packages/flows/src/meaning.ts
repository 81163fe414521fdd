import { type Meaning, notUnderstood } from './flow.ts';
import { readHubble } from './hubble.ts';
import type { Line } from './lines.ts';
import { readRow } from './table.ts';

/** What a line says: a flow of Hubble where it is an object of JSON, and else a row of a table. */
export function meaningOf({ text }: Line): Meaning {
  if (text === undefined) return notUnderstood('it is longer than a megabyte');
  const line = text.trim();
  if (line === '') return { is: 'no flow' };
  if (!line.startsWith('{')) return readRow(line);
  try {
    return readHubble(JSON.parse(line));
  } catch {
    return notUnderstood('it begins as JSON does, and is none');
  }
}
