import { parseOffset } from '../../go-time.ts';
import { NotJudged } from '../errors.ts';
import type { Timestamp } from '../values.ts';
import { member, type Overload } from './signature.ts';

const SECOND = 1_000_000_000n;

/** The parts of a time, each from its first value on: January and the first of a month are 0, Sunday is 0. */
const PARTS: Readonly<Record<string, (date: Date) => number>> = {
  getFullYear: (date) => date.getUTCFullYear(),
  getMonth: (date) => date.getUTCMonth(),
  getDayOfYear: (date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000),
  getDayOfMonth: (date) => date.getUTCDate() - 1,
  getDate: (date) => date.getUTCDate(),
  getDayOfWeek: (date) => date.getUTCDay(),
  getHours: (date) => date.getUTCHours(),
  getMinutes: (date) => date.getUTCMinutes(),
  getSeconds: (date) => date.getUTCSeconds(),
  getMilliseconds: (date) => date.getUTCMilliseconds(),
};

/**
 * The parts of times, in UTC or at an offset from it, and durations in units.
 *
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#abstract-types
 */
export const TIMES: readonly Overload[] = [
  ...Object.entries(PARTS).flatMap(([name, partOf]) => [
    member(name, ['timestamp'], (time) => BigInt(partOf(dateOf(time, 0)))),
    member(name, ['timestamp', 'string'], (time, zone) => BigInt(partOf(dateOf(time, offsetOf(zone))))),
  ]),
  member('getHours', ['duration'], ({ nanoseconds }) => nanoseconds / (3600n * SECOND)),
  member('getMinutes', ['duration'], ({ nanoseconds }) => nanoseconds / (60n * SECOND)),
  member('getSeconds', ['duration'], ({ nanoseconds }) => nanoseconds / SECOND),
  member('getMilliseconds', ['duration'], ({ nanoseconds }) => (nanoseconds / 1_000_000n) % 1000n),
];

function dateOf({ nanoseconds }: Timestamp, offset: number): Date {
  const milliseconds = nanoseconds / 1_000_000n - (nanoseconds < 0n && nanoseconds % 1_000_000n !== 0n ? 1n : 0n);
  return new Date(Number(milliseconds) + offset);
}

/** The offset of a zone from UTC in milliseconds: `+01:00`. Names of zones are not known here. */
function offsetOf(zone: string): number {
  const minutes = parseOffset(zone);
  if (minutes === undefined) throw new NotJudged(`It uses the time zone ${JSON.stringify(zone)}.`);
  return minutes * 60_000;
}
