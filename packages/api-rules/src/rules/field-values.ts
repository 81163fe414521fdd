import { type Fields, fieldsOf, formatStep, isFields, type KubernetesVersion } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
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
import { type Place, scalarViolations } from './scalar-values.ts';

/** Other rules judge the metadata, and a server takes no status of a new object. */
const LEFT_OUT: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** Types of fields that have rules of their own. */
const JUDGED_BY_POD_RULES: ReadonlySet<string> = new Set(['core/v1.PodTemplateSpec', 'core/v1.PodSpec']);

/**
 * In an object of one of Kubernetes' own kinds whose rules do not judge that, such as a CronJob, required fields are there,
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
export function fieldValueViolations(object: Fields, type: Struct, kubernetes: KubernetesVersion): Violations {
  return structViolations(object, type, { path: '', kubernetes }, LEFT_OUT);
}

function* structViolations(
  object: Fields,
  type: Struct,
  { path, kubernetes }: Place,
  leftOut?: ReadonlySet<string>,
): Generator<FieldViolation> {
  // The metadata of a template needs nothing.
  if (type.name === 'ObjectMeta' || LEFT_TO_RULES.has(type.fullName)) return;
  for (const [name, field] of type.fields) {
    if (leftOut?.has(name) || isJudgedByPodRules(field.type)) continue;
    const fullName = `${type.fullName}.${name}`;
    const childPath = path === '' ? name : `${path}.${name}`;
    const value = object[name];
    const isMissing = isAbsent(value, field.type) && isAskedFor(field, fullName);
    if (isMissing) yield missing(name, childPath, field.type, codeOfMissing(fullName, value));
    else if (value !== undefined && !LEFT_TO_RULES.has(fullName))
      yield* valueViolations(value, field.type, { path: childPath, kubernetes }, fullName);
  }
}

function isJudgedByPodRules(type: ValueType): boolean {
  return type.is === 'struct' && JUDGED_BY_POD_RULES.has(type.struct.fullName);
}

/** The types of Go in which a server reads an object tell an empty text, list or map from an absent one in few fields. */
function isAbsent(value: unknown, type: ValueType): boolean {
  if (value === undefined || value === '') return true;
  if (type.is === 'map') return isFields(value) && Object.keys(value).length === 0;
  return type.is === 'list' && Array.isArray(value) && value.length === 0;
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

function missing(name: string, field: string, type: ValueType, code: ViolationCode): FieldViolation {
  const values = type.is === 'scalar' ? type.values : undefined;
  const remedy = `Give the field ${name}${values === undefined ? '' : `: one of ${formatNames(values)}`}.`;
  return { code, field, problem: `${name} is missing, or empty.`, remedy };
}

/** @param fullName of the field: `core/v1.ServiceSpec.ports`. */
function* valueViolations(value: unknown, type: ValueType, place: Place, fullName: string): Generator<FieldViolation> {
  const { path, kubernetes } = place;
  if (type.is === 'struct') yield* structViolations(fieldsOf(value), type.struct, place);
  else if (type.is === 'list' && Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      yield* valueViolations(entry, type.of, { path: `${path}[${index}]`, kubernetes }, fullName);
    }
    yield* duplicateViolations(value, type, path, fullName);
  } else if (type.is === 'map') {
    for (const [key, entry] of Object.entries(fieldsOf(value))) {
      yield* valueViolations(entry, type.of, { path: path + formatStep(key), kubernetes }, fullName);
    }
  } else if (type.is === 'scalar') yield* scalarViolations(value, type, place, fullName);
}
