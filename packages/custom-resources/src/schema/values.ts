import { isFields } from '@k8s-blocks/manifest';
import type { RegularExpressions } from '../regular-expression.ts';
import type { Quote, ResourceViolation, UnjudgedRule } from '../violation.ts';

/** What the judging of the values of one object needs. */
export interface ValueContext {
  readonly quote: Quote;
  readonly expressions: RegularExpressions;
  /** Is told what cannot be judged. */
  readonly notJudged: (unjudged: UnjudgedRule) => void;
}

export type Violations = Generator<ResourceViolation, void, undefined>;

/** Whether a number is one that a server reads as an integer, of 64 bits. The greatest of these is 2 ** 63 in JavaScript. */
export function isInteger(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 2 ** 63;
}

/** Whether two values of JSON are equal; the order of the fields of an object does not count. */
export function isEqualJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((each, at) => isEqualJson(each, other[at]));
  }
  if (!isFields(one) || !isFields(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isEqualJson(one[key], other[key]))
  );
}

/** The value as text that is the same for equal values. */
export function keyOfJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(keyOfJson).join(',')}]`;
  if (!isFields(value)) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${keyOfJson(value[key])}`);
  return `{${entries.join(',')}}`;
}
