import { UsageError } from './usage-error.ts';

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** The longest timer of Node, in milliseconds: it would end a longer one at once. */
const MAX_MILLISECONDS = 2 ** 31 - 1;

/**
 * A duration in milliseconds: `90s`, `5m`, `1h30m`.
 *
 * @throws UsageError that names the option and its command, if it is none, or longer than three weeks.
 */
export function parseDuration(text: string, option: string, command: string): number {
  const parts = text.split(/(?<=[smh])/).map((part) => Number(part.slice(0, -1)) * (UNITS[part.slice(-1)] ?? 0));
  const milliseconds = parts.reduce((sum, part) => sum + part, 0);
  if (/^(?:\d+[smh])+$/.test(text) && milliseconds > 0 && milliseconds <= MAX_MILLISECONDS) return milliseconds;
  throw new UsageError(`"${text}" is not a valid ${option}: give a time such as "90s", "5m" or "1h".`, command);
}
