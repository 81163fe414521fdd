import { type Fields, fieldsOf, formatStep, isFields } from '@k8s-blocks/manifest';
import type { Field, Struct, ValueType } from '../schema/schema.ts';
import type { FieldViolation, ViolationCode, Violations } from '../violation.ts';
import {
  ABSENT_IS_INVALID,
  ABSENT_IS_NOT_SUPPORTED,
  ASKED_FOR,
  EMPTY_IS_NOT_SUPPORTED,
  LEFT_TO_RULES,
  NOT_ASKED_FOR,
} from './field-values-measured.ts';
import { duplicateViolations } from './list-keys.ts';
import { scalarViolations } from './scalar-values.ts';

/** Other rules judge the metadata, and a server takes no status of a new object. */
const LEFT_OUT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/**
 * In an object of one of Kubernetes' own kinds that has no rules of its own, such as a CronJob, required fields are there,
 * values are of their enumeration, of the form of their field and within its range, and the entries of a list are told apart by
 * their keys.
 *
 * @example
 * apiVersion: batch/v1
 * kind: CronJob
 * spec: # no schedule
 *   concurrencyPolicy: Never # Allow, Forbid or Replace
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export function fieldValueViolations(object: Fields, type: Struct): Violations {
  return structViolations(object, type, '', LEFT_OUT);
}

function* structViolations(
  object: Fields,
  type: Struct,
  path: string,
  leftOut?: ReadonlySet<string>,
): Generator<FieldViolation> {
  // The metadata of a template needs nothing.
  if (type.name === 'ObjectMeta' || LEFT_TO_RULES.has(type.fullName)) return;
  for (const [name, field] of type.fields) {
    if (leftOut?.has(name)) continue;
    const fullName = `${type.fullName}.${name}`;
    const childPath = path === '' ? name : `${path}.${name}`;
    const value = object[name];
    const isMissing = isAbsent(value, field.type) && isAskedFor(field, fullName);
    if (isMissing) yield missing(name, childPath, codeOfMissing(fullName, value));
    else if (value !== undefined && !LEFT_TO_RULES.has(fullName))
      yield* valueViolations(value, field.type, childPath, fullName);
  }
}

/** The types of Go in which a server reads an object tell an empty text, list or map from an absent one in few fields. */
function isAbsent(value: unknown, type: ValueType): boolean {
  if (value === undefined || value === '') return true;
  if (type.is === 'map') return isFields(value) && Object.keys(value).length === 0;
  return Array.isArray(value) && value.length === 0;
}

function isAskedFor({ required, fallback }: Field, fullName: string): boolean {
  if (ASKED_FOR.has(fullName)) return true;
  return required === true && fallback === undefined && !NOT_ASKED_FOR.has(fullName);
}

function codeOfMissing(fullName: string, value: unknown): ViolationCode {
  if (ABSENT_IS_INVALID.has(fullName)) return 'FieldValueInvalid';
  if (ABSENT_IS_NOT_SUPPORTED.has(fullName)) return 'FieldValueNotSupported';
  return value === '' && EMPTY_IS_NOT_SUPPORTED.has(fullName) ? 'FieldValueNotSupported' : 'FieldValueRequired';
}

function missing(name: string, field: string, code: ViolationCode): FieldViolation {
  return { code, field, problem: `${name} is missing, or empty.`, remedy: `Give the field ${name}.` };
}

/** @param fullName of the field: `core/v1.ServiceSpec.ports`. */
function* valueViolations(value: unknown, type: ValueType, path: string, fullName: string): Generator<FieldViolation> {
  if (type.is === 'struct') yield* structViolations(fieldsOf(value), type.struct, path);
  else if (type.is === 'list' && Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      yield* valueViolations(entry, type.of, `${path}[${index}]`, fullName);
    }
    yield* duplicateViolations(value, type, path, fullName);
  } else if (type.is === 'map') {
    for (const [key, entry] of Object.entries(fieldsOf(value))) {
      yield* valueViolations(entry, type.of, path + formatStep(key), fullName);
    }
  } else if (type.is === 'scalar') yield* scalarViolations(value, type, path, fullName);
}
