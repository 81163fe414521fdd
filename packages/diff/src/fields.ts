/** The fields of an object that nobody has checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether the value is a map of fields, neither null nor a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value's fields; none if it is not an object. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The value's entries; none if it is not a list. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value if it is a string that says something. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The value of a key that a manifest names, where the fields have it: `constructor` is a key like any other. */
export function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** The value at a path of field names; nothing if there is none. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((each, step) => own(fieldsOf(each), step), value);
}

/** The fields with other values. A key such as `__proto__` stays a key. */
export function mapFields(fields: Fields, change: (key: string, value: unknown) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(key, value)]));
}

/** A name of at most 253 characters, the most that Kubernetes takes: of a longer one the beginning. */
export function shortened(name: string, most = 253): string {
  return name.length <= most ? name : `${name.slice(0, most)}…`;
}
