import type { Violation } from '@k8s-blocks/findings';
import { quote } from '@k8s-blocks/manifest';
import { formatNames, nearest } from '@k8s-blocks/refusal';

export { quote };

/**
 * The codes of violations: the types of causes that an API server gives, `UnknownField` and `Deprecated`, which it says in words
 * only, and `NotJudged` for what only a server can judge.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/types.go
 */
export type ViolationCode =
  | 'Deprecated'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueNotFound'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'NotJudged'
  | 'UnknownField';

/** A violation in one object. */
export interface FieldViolation extends Violation {
  /** Default: `FieldValueInvalid`. */
  readonly code?: ViolationCode;
  readonly field: string;
  /** `warning` where the server accepts it in a dry run, or with other settings; `notice` where a part of the object could not be judged. Default: an error. */
  readonly severity?: 'warning' | 'notice';
}

/** What a rule yields; nothing if the object is right. */
export type Violations = Iterable<FieldViolation>;

/** Undefined for the empty string: for fields where the API server takes it for absent. */
export function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** The violation of a required field that is missing or empty. */
export function required(field: string, remedy: string): FieldViolation {
  const name = field.slice(field.lastIndexOf('.') + 1);
  return { code: 'FieldValueRequired', field, problem: `${name} is missing, or empty.`, remedy };
}

/** Hot path: these return lists, not generators; most calls find nothing. */
const NONE: readonly FieldViolation[] = [];

/** The violation of a value, if there is a problem with it. */
export function invalid(field: string, problem: string | undefined, remedy: string): Violations {
  return problem === undefined ? NONE : [{ field, problem, remedy }];
}

/**
 * The violation of a value that is not one of the supported ones, if it is not. Absent is right.
 *
 * @param code for the few enumerations of which the server says `FieldValueInvalid`.
 */
export function notSupported(
  field: string,
  value: string | undefined,
  supported: readonly string[],
  code: ViolationCode = 'FieldValueNotSupported',
): Violations {
  if (value === undefined || supported.includes(value)) return NONE;
  const names = formatNames(supported);
  const meant = supported.find((name) => name.toLowerCase() === value.toLowerCase()) ?? nearest(value, supported);
  const remedy = meant === undefined ? `Use one of ${names}.` : `Write "${meant}".`;
  return [{ code, field, problem: `${quote(value)} is not one of ${names}.`, remedy }];
}

/** The violation of a value that must be one of the supported ones, if it is missing, empty, or another. */
export function missingOrNotSupported(
  field: string,
  value: string | undefined,
  supported: readonly string[],
): Violations {
  if (nonEmpty(value) !== undefined) return notSupported(field, value, supported);
  return [required(field, `Use one of ${formatNames(supported)}.`)];
}

/** The violation of a number outside its range, if it is. Absent is right. */
export function outOfRange(field: string, value: number | undefined, min: number, max: number): Violations {
  if (value === undefined || (value >= min && value <= max)) return NONE;
  return [{ field, problem: `${value} is not from ${min} to ${max}.`, remedy: `Use a number from ${min} to ${max}.` }];
}

/** The violation of a number below its minimum, if it is. Absent is right. */
export function belowMinimum(field: string, value: number | undefined, min: number): Violations {
  if (value === undefined || value >= min) return NONE;
  return [{ field, problem: `${value} is less than ${min}.`, remedy: `Use ${min} or more.` }];
}
