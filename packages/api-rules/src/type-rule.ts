import { type Fields, formatStep, isFields, type KubernetesVersion } from '@k8s-blocks/manifest';
import type { Loose } from './kinds.ts';
import type { Struct, ValueType } from './schema/schema.ts';
import type { Violations } from './violation.ts';

/** Where a value stands. */
export interface Place {
  /** The path of the value in its object: `spec.rules[0]`; empty for the object itself. */
  readonly path: string;
  /** The object that holds it. */
  readonly object: Fields;
  /** The version of Kubernetes whose API server judges it. */
  readonly kubernetes: KubernetesVersion;
}

/** One thing that the API server checks of the values of a type, wherever in the objects of a kind they stand. */
export interface TypeRule {
  /** In kebab case, as the rule's file: `ingress`. */
  readonly name: string;
  /** The types whose values it judges, with the versions of their API groups: `networking/v1.IngressSpec`. */
  readonly types: readonly string[];
  /** What is wrong with a value of one of these types, whose fields are known to be of the right types. */
  readonly check: (value: Fields, place: Place) => Violations;
}

/**
 * A rule for the values of one or more types, among them the kinds themselves: `networking/v1.Ingress`.
 *
 * @param types full names, as the tables have them: see {@link Struct.fullName}.
 */
export function typeRule<T>(
  name: string,
  types: string | readonly string[],
  check: (value: Loose<T>, place: Place) => Violations,
): TypeRule {
  return {
    name,
    types: typeof types === 'string' ? [types] : types,
    check: check as TypeRule['check'], // A value only meets the rules of its type.
  };
}

/** A value whose type has known fields, and where it stands. */
export interface TypedValue {
  readonly fullName: string;
  readonly value: Fields;
  readonly path: string;
}

/**
 * The object and all values in it whose types have known fields, outer ones first.
 *
 * @param leftOut names of types whose values are not looked into.
 */
export function* typedValuesIn(
  value: Fields,
  type: Struct,
  leftOut: ReadonlySet<string>,
  path = '',
): Generator<TypedValue> {
  if (leftOut.has(type.fullName)) return;
  yield { fullName: type.fullName, value, path };
  for (const [name, field] of type.fields) {
    const child = value[name];
    if (child !== undefined) yield* valuesOf(child, field.type, leftOut, path === '' ? name : `${path}.${name}`);
  }
}

function* valuesOf(value: unknown, type: ValueType, leftOut: ReadonlySet<string>, path: string): Generator<TypedValue> {
  if (type.is === 'scalar') return;
  if (type.is === 'struct') {
    if (isFields(value)) yield* typedValuesIn(value, type.struct, leftOut, path);
  } else if (type.is === 'list') {
    if (!Array.isArray(value)) return;
    for (const [index, entry] of value.entries()) yield* valuesOf(entry, type.of, leftOut, `${path}[${index}]`);
  } else if (isFields(value)) {
    for (const [key, entry] of Object.entries(value)) yield* valuesOf(entry, type.of, leftOut, path + formatStep(key));
  }
}
