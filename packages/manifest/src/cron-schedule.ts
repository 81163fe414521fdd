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

const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * Why an API server refuses a schedule; nothing if it takes it. Sunday is 0 alone, and `@every 1h` is taken. So are some
 * that are most likely mistakes, such as `*-5` for every minute, or an empty entry of a list: these are refused here, too.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function scheduleProblem(schedule: string): TimeProblem | undefined {
  const remedy = 'Give minute, hour, day of month, month and day of week, like "0 3 * * *".';
  const said = `${quote(schedule)} is not a valid schedule`;
  if (schedule.startsWith('TZ=') || schedule.startsWith('CRON_TZ=')) {
    return { problem: `${said}: it names a time zone.`, remedy: 'Give the time zone as timeZone.' };
  }
  if (schedule.startsWith('@')) {
    const isDuration = /^@every (?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(schedule);
    if (isDuration || MACROS.includes(schedule)) return undefined;
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

/** Whether it is `*`, `?`, a value or `first-last`, each perhaps with `/step`. */
function isRange(text: string, field: TimeField): boolean {
  const [range = '', step, ...others] = text.split('/');
  if (others.length > 0 || (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))) return false;
  if (range === '*' || range === '?') return true;
  const ends = range.split('-').map((end) => numberOf(end, field));
  if (ends.length > 2) return false;
  const [first = Number.NaN, last = first] = ends;
  return first >= field.min && first <= last && last <= field.max;
}

function numberOf(text: string, { min, words: known = [] }: TimeField): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = known.indexOf(text.toLowerCase());
  return index < 0 ? Number.NaN : min + index;
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

function isTimeZone(timeZone: string): boolean {
  // Newer Nodes take offsets such as +01:00, too, and every case of letters; an API server takes neither.
  if (!/^[A-Z]/.test(timeZone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
