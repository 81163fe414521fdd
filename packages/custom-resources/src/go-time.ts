/** Times and durations as Go's package `time` reads them, in nanoseconds. */

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** The most nanoseconds that a duration of Go holds: 292 years. */
const MAX_DURATION = 2n ** 63n;

/**
 * A duration in nanoseconds: `1h30m`, `1.5s`, `-2ms`; undefined if it is none.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseGoDuration(text: string): bigint | undefined {
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return 0n;
  let nanoseconds = 0n;
  let rest = unsigned;
  do {
    const [part, number = '', unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/.exec(rest) ?? [];
    if (part === undefined) return undefined;
    const [whole = '', fraction = ''] = number.split('.');
    const each = UNITS[unit] ?? 0n;
    nanoseconds += BigInt(whole || '0') * each + (BigInt(fraction || '0') * each) / 10n ** BigInt(fraction.length);
    rest = rest.slice(part.length);
  } while (rest !== '');
  if (nanoseconds >= MAX_DURATION) return undefined;
  return text.startsWith('-') ? -nanoseconds : nanoseconds;
}

/** The units that a schema's format `duration` knows besides those of Go: what a unit begins with, if not what it is. */
const LOOSE_UNITS: readonly (readonly [exact: readonly string[], start: string, nanoseconds: bigint])[] = [
  [['ns'], 'nano', 1n],
  [['us', 'µs'], 'micro', 1_000n],
  [['ms'], 'milli', 1_000_000n],
  [['s'], 'sec', 1_000_000_000n],
  [['m'], 'min', 60_000_000_000n],
  [['h', 'hr'], 'hour', 3_600_000_000_000n],
  [['d'], 'day', 86_400_000_000_000n],
  [['w', 'wk'], 'week', 604_800_000_000_000n],
];

/** A duration of a schema's format `duration`, in nanoseconds: as Go reads it, or `3 days`, `1 week 2 hours`. */
export function parseLooseDuration(text: string): bigint | undefined {
  const exact = parseGoDuration(text);
  if (exact !== undefined) return exact;
  let nanoseconds: bigint | undefined;
  for (const [, number = '', written = ''] of text.matchAll(/(?<!\d)(\d+)\s*([A-Za-zµ]+)/g)) {
    const unit = written.toLowerCase();
    const found = LOOSE_UNITS.find(([names, start]) => names.includes(unit) || unit.startsWith(start));
    if (found !== undefined) nanoseconds = (nanoseconds ?? 0n) + BigInt(number) * found[2];
  }
  return nanoseconds;
}

/** Text of Go for a duration: `1h30m0s`, `1.5s`, `2ms`. */
export function formatGoDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size === 0n) return '0s';
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 1_000n)}µs`;
  if (size < 1_000_000_000n) return `${sign}${decimal(size, 1_000_000n)}ms`;
  const hours = size / 3_600_000_000_000n;
  const minutes = (size / 60_000_000_000n) % 60n;
  const seconds = `${decimal(size % 60_000_000_000n, 1_000_000_000n)}s`;
  if (hours > 0n) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0n ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`;
}

function decimal(size: bigint, unit: bigint): string {
  const digits = (size % unit).toString().padStart(unit.toString().length - 1, '0');
  const fraction = withoutZeros(digits);
  return fraction === '' ? `${size / unit}` : `${size / unit}.${fraction}`;
}

/** The digits of a fraction without zeros at their end. */
export function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits.charAt(end - 1) === '0') end -= 1;
  return digits.slice(0, end);
}

/** A day as RFC 3339 has it, as nanoseconds since 1970: `2026-01-31`; undefined if there is none. */
export function parseDate(text: string): bigint | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === '') return undefined;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? BigInt(date.getTime()) * 1_000_000n : undefined;
}

/** A time, and how many minutes its zone is ahead of UTC. */
export interface ZonedTime {
  /** Since 1970. */
  readonly nanoseconds: bigint;
  readonly offset: number;
}

/**
 * A time as RFC 3339 has it: `2026-01-31T12:00:00.5+01:00`; undefined if it is none.
 *
 * @param zone whether it must have one. Default: it must.
 */
export function parseTime(text: string, zone: 'required' | 'optional' = 'required'): ZonedTime | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,](\d+))?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (match === null) return undefined;
  const [, date = '', hours, minutes, seconds, fraction = '', written] = match;
  const day = parseDate(date);
  const offset = written === undefined ? 0 : parseOffset(written);
  if (day === undefined || offset === undefined || (written === undefined && zone === 'required')) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const inDay = BigInt(Number(hours) * 3600 + (Number(minutes) - offset) * 60 + Number(seconds));
  return { nanoseconds: day + inDay * 1_000_000_000n + BigInt(fraction.slice(0, 9).padEnd(9, '0')), offset };
}

/** The minutes that a zone is ahead of UTC: `Z`, `+01:00`; undefined if it is none. */
export function parseOffset(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'UTC' || zone === '') return 0;
  const [, sign = '', hours, minutes] = /^([+-]?)(\d{2}):(\d{2})$/.exec(zone) ?? [];
  if (hours === undefined || Number(hours) > 24 || Number(minutes) > 60) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Text of RFC 3339 for a time: `2026-01-31T12:00:00.5Z`. */
export function formatTime({ nanoseconds, offset }: ZonedTime): string {
  const fraction = ((nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = Number((nanoseconds - fraction) / 1_000_000_000n) + offset * 60;
  const digits = withoutZeros(fraction.toString().padStart(9, '0'));
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${whole}${digits === '' ? '' : `.${digits}`}${offset === 0 ? 'Z' : formatOffset(offset)}`;
}

function formatOffset(offset: number): string {
  const size = Math.abs(offset);
  const parts = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${parts.join(':')}`;
}
