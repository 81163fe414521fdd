import { formatCidr, formatIpAddress } from '@k8s-blocks/manifest';
import { formatTime, parseGoDuration, parseTime } from '../../go-time.ts';
import { CelError } from '../errors.ts';
import { checkedInt, checkedUint } from '../operators.ts';
import { CelType, type CelValue, Duration, Timestamp, typeOf } from '../values.ts';
import { fn, type Overload } from './signature.ts';
import { doubleText, durationText } from './text-of.ts';

/**
 * Functions from one type to another.
 *
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#list-of-standard-definitions
 */
export const CONVERSIONS: readonly Overload[] = [
  fn('dyn', ['dyn'], (value) => value),
  fn('type', ['dyn'], (value) => new CelType(typeNameOf(value))),
  fn('bool', ['bool'], (value) => value),
  fn('bool', ['string'], boolOf),
  fn('int', ['int'], (value) => value),
  fn('int', ['uint'], ({ value }) => checkedInt(value)),
  fn('int', ['double'], (value) => checkedInt(integerOf(value))),
  fn('int', ['string'], (text) => checkedInt(parsedInteger(text, /^[+-]?\d+$/))),
  fn('int', ['timestamp'], ({ nanoseconds }) => floorDivided(nanoseconds, 1_000_000_000n)),
  fn('int', ['duration'], ({ nanoseconds }) => nanoseconds),
  fn('uint', ['uint'], (value) => value),
  fn('uint', ['int'], (value) => checkedUint(value)),
  fn('uint', ['double'], (value) => checkedUint(integerOf(value))),
  fn('uint', ['string'], (text) => checkedUint(parsedInteger(text, /^\d+$/))),
  fn('double', ['double'], (value) => value),
  fn('double', ['int'], Number),
  fn('double', ['uint'], ({ value }) => Number(value)),
  fn('double', ['string'], doubleOf),
  fn('bytes', ['bytes'], (value) => value),
  fn('bytes', ['string'], (text) => Buffer.from(text)),
  fn('size', ['bytes'], ({ length }) => BigInt(length)),
  fn('string', ['string'], (text) => text),
  fn('string', ['bool'], String),
  fn('string', ['int'], String),
  fn('string', ['uint'], ({ value }) => String(value)),
  fn('string', ['double'], doubleText),
  fn('string', ['bytes'], decoded),
  fn('string', ['timestamp'], formatTime),
  fn('string', ['duration'], durationText),
  fn('string', ['ip'], ({ address }) => formatIpAddress(address)),
  fn('string', ['cidr'], ({ block }) => formatCidr({ ...block, first: block.address })),
  fn('timestamp', ['timestamp'], (value) => value),
  fn('timestamp', ['int'], (seconds) => new Timestamp(seconds * 1_000_000_000n)),
  fn('timestamp', ['string'], timestampOf),
  fn('duration', ['duration'], (value) => value),
  fn('duration', ['int'], (nanoseconds) => new Duration(nanoseconds)),
  fn('duration', ['string'], (text) => new Duration(parsed(parseGoDuration(text), text, 'duration'))),
];

const TYPE_NAMES: Readonly<Record<string, string>> = {
  null: 'null_type',
  timestamp: 'google.protobuf.Timestamp',
  duration: 'google.protobuf.Duration',
};

function typeNameOf(value: CelValue): string {
  const name = typeOf(value);
  return TYPE_NAMES[name] ?? name;
}

function boolOf(text: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  throw new CelError('type conversion error from string to bool');
}

function integerOf(value: number): bigint {
  if (!Number.isFinite(value)) throw new CelError('integer overflow');
  return BigInt(Math.trunc(value));
}

function parsedInteger(text: string, form: RegExp): bigint {
  if (!form.test(text)) throw new CelError(`strconv: parsing ${JSON.stringify(text)}: invalid syntax`);
  return BigInt(text.replace(/^\+/, ''));
}

function doubleOf(text: string): number {
  const [, sign = '', infinity, nan] = /^([+-]?)(?:(inf|infinity)|(nan))$/i.exec(text) ?? [];
  if (infinity !== undefined) return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (nan !== undefined) return Number.NaN;
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text))
    throw new CelError('type conversion error from string to double');
  return Number(text);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CelError('invalid UTF-8 in bytes, cannot convert to string');
  }
}

function timestampOf(text: string): Timestamp {
  const { nanoseconds, offset } = parsed(parseTime(text), text, 'timestamp');
  return new Timestamp(nanoseconds, offset);
}

function parsed<T>(value: T | undefined, text: string, type: string): T {
  if (value === undefined) throw new CelError(`invalid ${type} ${JSON.stringify(text)}`);
  return value;
}

function floorDivided(value: bigint, by: bigint): bigint {
  return value < 0n && value % by !== 0n ? value / by - 1n : value / by;
}
