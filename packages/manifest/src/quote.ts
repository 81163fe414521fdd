import { HIDDEN, holdsSecret } from './secret.ts';

/** Longer than any label value (63), and short enough to read. */
const MAX_LENGTH = 80;

/** A value in a message: as JSON, shortened if it is long; hidden if it holds values of Secrets. */
export function quote(value: unknown): string {
  if (holdsSecret(value)) return HIDDEN;
  // Only what is shown is converted: a name of a megabyte may be quoted in many problems.
  const start = typeof value === 'string' ? value.slice(0, MAX_LENGTH + 1) : value;
  const text = JSON.stringify(start) ?? String(start);
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, MAX_LENGTH)}… (${typeof value === 'string' ? value.length : text.length} characters)`;
}
