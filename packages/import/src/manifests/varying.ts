/** A value in every environment that a service is deployed in, base first. Undefined: it is not there. */
export type Varying = ReadonlyMap<string, unknown>;

/** A field of maps that vary. */
export function fieldOf(values: Varying, key: string): Varying {
  return new Map(
    [...values].map(([environment, each]) => [
      environment,
      isMap(each) && Object.hasOwn(each, key) ? each[key] : undefined,
    ]),
  );
}

/** The environments that have a value. */
export function present(values: Varying): ReadonlySet<string> {
  return new Set([...values].filter(([, value]) => value !== undefined).map(([environment]) => environment));
}

/** The values with one of the others where there is none: settings have all rows, and only those that are read count. */
export function filled(values: Varying, there: ReadonlySet<string>): Varying {
  const [some] = [...values.values()].filter((value) => value !== undefined);
  return new Map([...values].map(([environment, value]) => [environment, there.has(environment) ? value : some]));
}

/** Whether two values are the same data, in whatever order their keys are. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((each, index) => isSame(each, other[index]));
  }
  if (!isMap(one) || !isMap(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}

/** Whether a value is a map. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
