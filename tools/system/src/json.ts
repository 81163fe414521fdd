/** The fields of an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The steps to a value: names of fields, positions in lists. */
export type Path = readonly (string | number)[];

/** A value, and where it stands. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** What a field is changed to if it is to go. */
export const REMOVED: unique symbol = Symbol('removed');

/** Whether the value is a map of fields. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value's fields; none if it is no object. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The value's entries; none if it is no list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value itself and all values in it, from outside to inside. */
export function placesIn(value: unknown, path: Path = []): readonly Place[] {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((each, index) => [index, each])
    : Object.entries(fieldsOf(value));
  return [{ path, value }, ...entries.flatMap(([step, each]) => placesIn(each, [...path, step]))];
}

/** The value with another one at a path. What is not on the path is shared. */
export function changedAt(value: unknown, [step, ...rest]: Path, to: unknown): unknown {
  if (step === undefined) return to;
  const changed = changedAt((value as Record<string | number, unknown>)[step], rest, to);
  if (Array.isArray(value)) return value.flatMap((each, index) => (index !== step ? [each] : listed(changed)));
  const fields = Object.entries({ ...fieldsOf(value), [step]: changed });
  return Object.fromEntries(fields.filter(([, each]) => each !== REMOVED));
}

function listed(value: unknown): readonly unknown[] {
  return value === REMOVED ? [] : [value];
}

/** A path as it is written: `spec.ports[0].name`, `metadata.labels["app.kubernetes.io/name"]`. */
export function sayPath(path: Path): string {
  const steps = path.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^[\w-]+$/.test(step) ? `.${step}` : `["${step}"]`;
  });
  return steps.join('').replace(/^\./, '');
}
