import { compared, isEqual } from './equality.ts';
import { CelError, noOverload } from './errors.ts';
import { checkLength } from './evaluation.ts';
import { CelList, type CelValue, Duration, isCelMap, Timestamp, Uint } from './values.ts';

const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);
const MAX_UINT = 2n ** 64n - 1n;

export type Comparison = '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/' | '%';

/** What an operator of comparison gives. */
export function compare(operator: Comparison, one: CelValue, other: CelValue): boolean {
  const difference = compared(one, other);
  if (difference === undefined) throw noOverload(operator);
  if (operator === '<') return difference < 0;
  if (operator === '<=') return difference <= 0;
  return operator === '>' ? difference > 0 : difference >= 0;
}

/** Whether a list has an entry, or a map a key. */
export function isIn(value: CelValue, collection: CelValue): boolean {
  if (collection instanceof CelList) return collection.items.some((item) => isEqual(item, value));
  if (isCelMap(collection)) return collection.get(value) !== undefined;
  throw noOverload('in');
}

/** What an arithmetic operator gives. */
export function calculate(operator: Arithmetic, one: CelValue, other: CelValue): CelValue {
  if (typeof one === 'bigint' && typeof other === 'bigint') return checkedInt(integers(operator, one, other));
  if (typeof one === 'number' && typeof other === 'number' && operator !== '%') return doubles(operator, one, other);
  if (one instanceof Uint && other instanceof Uint) return checkedUint(integers(operator, one.value, other.value));
  const result = operator === '+' ? added(one, other) : operator === '-' ? subtracted(one, other) : undefined;
  if (result === undefined) throw noOverload(operator);
  return result;
}

/** The value with the other sign. */
export function negated(value: CelValue): CelValue {
  if (typeof value === 'bigint') return checkedInt(-value);
  if (typeof value === 'number') return -value;
  throw noOverload('-');
}

/** The integer, which must be one of 64 bits. */
export function checkedInt(value: bigint): bigint {
  if (value > MAX_INT || value < MIN_INT) throw new CelError('integer overflow');
  return value;
}

/** The unsigned integer, which must be one of 64 bits. */
export function checkedUint(value: bigint): Uint {
  if (value > MAX_UINT || value < 0n) throw new CelError('unsigned integer overflow');
  return new Uint(value);
}

function integers(operator: Arithmetic, one: bigint, other: bigint): bigint {
  if (operator === '+') return one + other;
  if (operator === '-') return one - other;
  if (operator === '*') return one * other;
  if (other === 0n) throw new CelError(operator === '/' ? 'division by zero' : 'modulus by zero');
  return operator === '/' ? one / other : one % other;
}

function doubles(operator: Exclude<Arithmetic, '%'>, one: number, other: number): number {
  if (operator === '+') return one + other;
  if (operator === '-') return one - other;
  return operator === '*' ? one * other : one / other;
}

function added(one: CelValue, other: CelValue): CelValue | undefined {
  if (typeof one === 'string' && typeof other === 'string') return one + other;
  if (one instanceof CelList && other instanceof CelList) return joinedLists(one, other);
  if (one instanceof Uint8Array && other instanceof Uint8Array) return Buffer.concat([one, other]);
  if (one instanceof Duration && other instanceof Duration) return durationOf(one.nanoseconds + other.nanoseconds);
  if (one instanceof Timestamp && other instanceof Duration) return moved(one, other.nanoseconds);
  if (one instanceof Duration && other instanceof Timestamp) return moved(other, one.nanoseconds);
  return undefined;
}

/** Both lists: entries of a set or map are replaced by those of the other that are told apart from none of them. */
function joinedLists(one: CelList, other: CelList): CelList {
  const { keyOf } = one;
  checkLength(one.items.length + other.items.length);
  if (keyOf === undefined) return new CelList([...one.items, ...other.items]);
  const joined = new Map([...one.items, ...other.items].map((item) => [keyOf(item), item]));
  return new CelList([...joined.values()], keyOf);
}

function subtracted(one: CelValue, other: CelValue): CelValue | undefined {
  if (one instanceof Duration && other instanceof Duration) return durationOf(one.nanoseconds - other.nanoseconds);
  if (one instanceof Timestamp && other instanceof Timestamp) return durationOf(one.nanoseconds - other.nanoseconds);
  if (one instanceof Timestamp && other instanceof Duration) return moved(one, -other.nanoseconds);
  return undefined;
}

function durationOf(nanoseconds: bigint): Duration {
  if (nanoseconds > MAX_INT || nanoseconds < MIN_INT) throw new CelError('duration overflow');
  return new Duration(nanoseconds);
}

function moved({ nanoseconds, offset }: Timestamp, by: bigint): Timestamp {
  return new Timestamp(nanoseconds + by, offset);
}
