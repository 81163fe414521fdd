import { formatPath } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import { exampleUnlessFits } from './formats.ts';
import type { Schema } from './schema.ts';
import { isEqualJson, isInteger, type ValueContext, type Violations } from './values.ts';

/** What is wrong with a text: its length, in characters as Go counts them, its pattern, its format. */
export function* textViolations(text: string, schema: Schema, path: string, context: ValueContext): Violations {
  yield* lengthOrPatternViolations(text, schema, path, context);
  const example = isOfNumber(schema) ? undefined : exampleUnlessFits(schema.format, text);
  if (example === undefined) return;
  const problem = `${context.quote(path, text)} has not the format ${schema.format}.`;
  yield { code: 'FieldValueTypeInvalid', field: path, problem, remedy: `Write it like "${example}".` };
}

/** The first that is wrong, as a server says no more. */
function* lengthOrPatternViolations(
  text: string,
  schema: Schema,
  path: string,
  { quote, expressions, notJudged }: ValueContext,
): Violations {
  const { raw } = schema;
  const length = raw.maxLength === undefined && raw.minLength === undefined ? 0 : codePointsOf(text);
  if (typeof raw.maxLength === 'number' && length > raw.maxLength) {
    const problem = `It has ${length} characters; ${raw.maxLength} are allowed.`;
    yield { code: 'FieldValueTooLong', field: path, problem, remedy: 'Shorten it.' };
  } else if (typeof raw.minLength === 'number' && length < raw.minLength) {
    const problem = `${quote(path, text)} has ${length} characters; ${raw.minLength} are needed.`;
    yield { code: 'FieldValueInvalid', field: path, problem, remedy: `Write at least ${raw.minLength} characters.` };
  } else if (typeof raw.pattern === 'string') {
    const expression = expressions.get(raw.pattern);
    if (expression === undefined) {
      const why = 'It is no regular expression that is known here.';
      notJudged({ field: path, rule: raw.pattern, path: formatPath([...schema.path, 'pattern']), why });
    }
    if (expression?.matches(text) !== false) return;
    const problem = `${quote(path, text)} does not match the pattern ${raw.pattern}`;
    yield { code: 'FieldValueInvalid', field: path, problem, remedy: 'Write it as the pattern says.' };
  }
}

/** Formats of numbers are others. */
function isOfNumber({ type }: Schema): boolean {
  return type !== undefined && type !== 'string';
}

function codePointsOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** What is wrong with a number: its size, or that it is no multiple. A server does not look whether it fits its format, `int32`. */
export function* numberViolations(value: number, schema: Schema, path: string): Violations {
  const { maximum, minimum, multipleOf, exclusiveMaximum, exclusiveMinimum } = schema.raw;
  const violation = (problem: string, remedy: string) =>
    ({ code: 'FieldValueInvalid', field: path, problem, remedy }) as const;
  if (typeof maximum === 'number' && (exclusiveMaximum === true ? value >= maximum : value > maximum)) {
    const isExclusive = exclusiveMaximum === true;
    yield violation(
      `${value} is ${isExclusive ? 'not less' : 'more'} than ${maximum}.`,
      `Use ${isExclusive ? 'less than ' : ''}${maximum}${isExclusive ? '' : ' or less'}.`,
    );
  }
  if (typeof minimum === 'number' && (exclusiveMinimum === true ? value <= minimum : value < minimum)) {
    const isExclusive = exclusiveMinimum === true;
    yield violation(
      `${value} is ${isExclusive ? 'not more' : 'less'} than ${minimum}.`,
      `Use ${isExclusive ? 'more than ' : ''}${minimum}${isExclusive ? '' : ' or more'}.`,
    );
  }
  if (typeof multipleOf === 'number' && !isMultiple(value, multipleOf)) {
    yield violation(`${value} is no multiple of ${multipleOf}.`, `Use a multiple of ${multipleOf}.`);
  }
}

/** As a server computes it: with its rounding, and of integers with the whole part of the factor, which may be 0. */
function isMultiple(value: number, factor: number): boolean {
  if (isInteger(value)) return factor >= 1 && value % Math.trunc(factor) === 0;
  const quotient = factor < 1 ? (1 / factor) * value : value / factor;
  if (Math.abs(quotient) > Number.MAX_SAFE_INTEGER) return false;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9 * Math.max(1, Math.abs(quotient));
}

/** What is wrong with how many entries a list has, or how many fields an object. */
export function* sizeViolations(
  size: number,
  { raw }: Schema,
  path: string,
  what: 'Items' | 'Properties',
  noun: string,
): Violations {
  const max = raw[`max${what}`];
  const min = raw[`min${what}`];
  if (typeof max === 'number' && size > max) {
    const problem = `It has ${size} ${noun}; ${max} are allowed.`;
    yield { code: 'FieldValueTooMany', field: path, problem, remedy: `Leave ${size - max} of them out.` };
  }
  if (typeof min === 'number' && size < min) {
    const problem = `It has ${size} ${noun}; ${min} are needed.`;
    yield { code: 'FieldValueInvalid', field: path, problem, remedy: `Give at least ${min}.` };
  }
}

/** What is wrong with a value that is not one of an enumeration. Null never is. */
export function* enumViolations(value: unknown, { raw }: Schema, path: string, { quote }: ValueContext): Violations {
  if (!Array.isArray(raw.enum) || raw.enum.length === 0) return;
  const values: readonly unknown[] = raw.enum;
  if (value !== null && values.some((each) => isEqualJson(each, value))) return;
  const names = values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
  const meant = names.find((name) => typeof value === 'string' && name.toLowerCase() === value.toLowerCase());
  const problem = `${quote(path, value)} is not one of ${formatNames(names)}.`;
  const remedy = meant === undefined ? `Use one of ${formatNames(names)}.` : `Write "${meant}".`;
  yield { code: 'FieldValueNotSupported', field: path, problem, remedy };
}
