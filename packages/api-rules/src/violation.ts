import type { Violation } from '@k8s-blocks/findings';
import { formatNames, quote } from '@k8s-blocks/refusal';

export { quote };

/**
 * The codes of violations: the types of causes that an API server gives, and `UnknownField`, which it says in words only.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/types.go
 */
export type ViolationCode =
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueInvalid'
  | 'FieldValueNotFound'
  | 'FieldValueNotSupported'
  | 'FieldValueRequired'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'UnknownField';

/** A violation in one object. */
export interface FieldViolation extends Violation {
  /** Default: `FieldValueInvalid`. */
  readonly code?: ViolationCode;
  readonly field: string;
  /** `warning` where the server accepts it in a dry run, or with other settings. Default: an error. */
  readonly severity?: 'warning';
}

/** What a rule yields; nothing if the object is right. */
export type Violations = Iterable<FieldViolation>;

/** Undefined for the empty string: for fields where the API server takes it for absent. */
export function given(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** A field that must be there and is not. */
export function missing(field: string, remedy: string): FieldViolation {
  const name = field.slice(field.lastIndexOf('.') + 1);
  return { code: 'FieldValueRequired', field, problem: `${name} is missing, or empty.`, remedy };
}

/** Hot path: these return lists, not generators; most calls find nothing. */
const NONE: readonly FieldViolation[] = [];

/** The violation of a value whose form is wrong, if there is a sentence that says so. */
export function formed(field: string, sentence: string | undefined, remedy: string): Violations {
  return sentence === undefined ? NONE : [{ field, problem: sentence, remedy }];
}

/** The violation of a value that is none of those allowed. Absent is right. */
export function oneOf(field: string, value: string | undefined, allowed: readonly string[]): Violations {
  if (value === undefined || allowed.includes(value)) return NONE;
  const meant = allowed.find((name) => name.toLowerCase() === value.toLowerCase());
  const problem = `${quote(value)} is none of ${formatNames(allowed)}.`;
  const code = 'FieldValueNotSupported';
  return [
    { code, field, problem, remedy: meant === undefined ? `Use one of ${formatNames(allowed)}.` : `Write "${meant}".` },
  ];
}

/** The violation of a number outside its range. Absent is right. */
export function between(field: string, value: number | undefined, least: number, most: number): Violations {
  if (value === undefined || (value >= least && value <= most)) return NONE;
  const problem = `${value} is not from ${least} to ${most}.`;
  return [{ field, problem, remedy: `Use a number from ${least} to ${most}.` }];
}

/** The violation of a number that is less than it may be. Absent is right. */
export function atLeast(field: string, value: number | undefined, least: number): Violations {
  if (value === undefined || value >= least) return NONE;
  return [{ field, problem: `${value} is less than ${least}.`, remedy: `Use ${least} or more.` }];
}
