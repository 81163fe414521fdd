import { type FieldPath, fieldsOf } from '@k8s-blocks/manifest';

/** A value, and its path in the object. */
export interface ValueAtPath {
  readonly path: FieldPath;
  readonly value: unknown;
}

/** The new value of a field that is removed. */
export const REMOVED: unique symbol = Symbol('removed');

/** The value itself and all values in it, outer ones first. */
export function valuesIn(value: unknown, path: FieldPath = []): readonly ValueAtPath[] {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [index, each])
    : Object.entries(fieldsOf(value));
  return [{ path, value }, ...entries.flatMap(([step, each]) => valuesIn(each, [...path, step]))];
}

/** A copy of the value with another value at a path. Parts that are not on the path are shared. */
export function changedAt(value: unknown, [step, ...rest]: FieldPath, to: unknown): unknown {
  if (step === undefined) return to;
  const changed = changedAt((value as Record<string | number, unknown>)[step], rest, to);
  if (Array.isArray(value)) return value.flatMap((each, index) => (index !== step ? [each] : listed(changed)));
  const fields = Object.entries({ ...fieldsOf(value), [step]: changed });
  return Object.fromEntries(fields.filter(([, each]) => each !== REMOVED));
}

function listed(value: unknown): readonly unknown[] {
  return value === REMOVED ? [] : [value];
}
