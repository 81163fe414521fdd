import { quote } from './quote.ts';

/** What is wrong with a schedule or a time zone, and what would be right: each a sentence. */
export interface TimeProblem {
  readonly problem: string;
  readonly remedy: string;
}

interface TimeField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Names for its numbers, from `min` on. */
  readonly words?: readonly string[];
}

const FIELDS: readonly TimeField[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const EVERY = '@every ';
const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** A duration as Go reads it: `1h30m`, `-1.5s`, `0`. */
const DURATION = /^[-+]?(?:0|(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

/**
 * Why an API server refuses a schedule; nothing if it takes it. Sunday is 0 alone, and `@every 1h` is taken. So are some that
 * are most likely mistakes, such as `*-5` for every minute, or an empty entry of a list.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function scheduleProblem(schedule: string): TimeProblem | undefined {
  const remedy = 'Give minute, hour, day of month, month and day of week, like "0 3 * * *".';
  const said = `${quote(schedule)} is not a valid schedule`;
  if (schedule.includes('TZ')) {
    return { problem: `${said}: it names a time zone.`, remedy: 'Give the time zone as timeZone.' };
  }
  if (schedule.startsWith('@')) {
    const isEvery = schedule.startsWith(EVERY) && DURATION.test(schedule.slice(EVERY.length));
    if (isEvery || MACROS.includes(schedule)) return undefined;
    return {
      problem: `${said}.`,
      remedy: `Give one of ${MACROS.map(quote).join(', ')}, or five fields like "0 3 * * *".`,
    };
  }
  const parts = schedule.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    return { problem: `${said}: it has ${parts.length} ${parts.length === 1 ? 'field' : 'fields'}, not five.`, remedy };
  }
  const wrong = FIELDS.findIndex(
    (field, index) => !(parts[index] ?? '').split(',').every((part) => isRange(part, field)),
  );
  const field = FIELDS[wrong];
  if (field === undefined) return undefined;
  const range = `(${field.min}-${field.max})`;
  return { problem: `${said}: ${quote(parts[wrong] ?? '')} is not a valid ${field.name} ${range}.`, remedy };
}

/**
 * Why a schedule is most likely a mistake, though an API server takes it: `*-5` is every minute to it. Undefined if it is none, or if
 * the server refuses it.
 */
export function scheduleMistake(schedule: string): TimeProblem | undefined {
  if (scheduleProblem(schedule) !== undefined) return undefined;
  const [found] = MISTAKES.flatMap(([form, meaning]) => (form.test(schedule) ? [meaning] : []));
  if (found === undefined) return undefined;
  return { problem: `${quote(schedule)} is most likely a mistake: ${found}.`, remedy: 'Write what is meant.' };
}

/** The forms of such schedules, and how the server reads them. */
const MISTAKES: readonly (readonly [form: RegExp, meaning: string])[] = [
  [/^@every -/, 'the duration is negative'],
  [/,,|(?:^|\s),|,(?:\s|$)/, 'an entry of a list is empty'],
  [/(?:^|[\s,])[*?]-/, 'a range from "*" stands for every value'],
  [/[+]/, 'a sign before a number means nothing'],
];

/** Whether it is `*`, `?`, a value or `first-last`, each perhaps with `/step`; or empty. What stands behind `*` is not read. */
function isRange(text: string, field: TimeField): boolean {
  if (text === '') return true;
  const [range = '', step, ...others] = text.split('/');
  if (others.length > 0 || (step !== undefined && !(integerOf(step) > 0))) return false;
  const [from = '', ...to] = range.split('-');
  if (from === '*' || from === '?') return true;
  const [first = Number.NaN, last = first, ...more] = [from, ...to].map((end) => numberOf(end, field));
  return more.length === 0 && first >= field.min && first <= last && last <= field.max;
}

function numberOf(text: string, { min, words = [] }: TimeField): number {
  const index = words.indexOf(text.toLowerCase());
  return index < 0 ? integerOf(text) : min + index;
}

/** As Go reads an integer of 64 bits that is not negative. */
function integerOf(text: string): number {
  const number = /^\+?\d+$/.test(text) ? Number(text) : Number.NaN;
  return number < 2 ** 63 ? number : Number.NaN;
}

/**
 * Why an API server refuses a time zone; nothing if it takes it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones
 */
export function timeZoneProblem(timeZone: string): TimeProblem | undefined {
  if (isTimeZone(timeZone)) return undefined;
  return {
    problem: `${quote(timeZone)} is not a time zone.`,
    remedy: 'Give a name of the time zone database, like "Europe/Berlin" or "Etc/UTC".',
  };
}

/** The names of the time zone database without a slash. */
const SHORT_ZONES: ReadonlySet<string> = new Set(
  [
    'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire Factory GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran',
    'Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore',
    'Turkey UCT UTC Universal W-SU WET Zulu',
  ].flatMap((line) => line.split(' ')),
);

const AREA =
  /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)\//;

/** The places whose names are in upper case alone. */
const UPPER_CASE_PLACE = /^(?:Etc\/(?:UTC|UCT|GMT[-+\d]*)|Australia\/(?:ACT|LHI|NSW))$/;

/** Whether the name is in the time zone database, where Node knows more names, and every case of letters. */
function isTimeZone(timeZone: string): boolean {
  if (!timeZone.includes('/')) return SHORT_ZONES.has(timeZone);
  const [, ...places] = timeZone.split('/');
  const isWritten = places.every((place) => /^[A-Z].*[a-z]/.test(place)) || UPPER_CASE_PLACE.test(timeZone);
  if (!isWritten || !AREA.test(timeZone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
