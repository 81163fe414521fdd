import { type FieldPath, fieldsOf } from '@k8s-blocks/manifest';

/** A value, and where it stands. */
export interface Place {
  readonly path: FieldPath;
  readonly value: unknown;
}

/** What a field is changed to if it is to go. */
export const REMOVED: unique symbol = Symbol('removed');

/** The value itself and all values in it, from outside to inside. */
export function valuesIn(value: unknown, path: FieldPath = []): readonly Place[] {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [index, each])
    : Object.entries(fieldsOf(value));
  return [{ path, value }, ...entries.flatMap(([step, each]) => valuesIn(each, [...path, step]))];
}

/** The value with another one at a path. What is not on the path is shared. */
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
