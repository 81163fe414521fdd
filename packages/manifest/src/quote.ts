import { HIDDEN, holdsSecret } from './secret.ts';

/** Longer than any label value, and short enough to read. */
const MAX_LENGTH = 80;

/** A value as it stands in a sentence: as JSON, shortened if it is long; hidden if it holds values of a Secret. */
export function quote(value: unknown): string {
  if (holdsSecret(value)) return HIDDEN;
  // Of a long text no more is written than is shown: names of a megabyte are quoted once for each thing that is wrong.
  const start = typeof value === 'string' ? value.slice(0, MAX_LENGTH + 1) : value;
  const text = JSON.stringify(start) ?? String(start);
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, MAX_LENGTH)}… (${typeof value === 'string' ? value.length : text.length} characters)`;
}
