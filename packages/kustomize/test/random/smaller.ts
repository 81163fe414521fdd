/** How often a smaller one is tried: each try is a build. */
const MAX_TRIES = 120;

/**
 * A value reduced to what it needs to fail: entries of its maps and lists are left out, the largest first, as long as it still
 * fails. Several values that are alike, such as two layers, are the entries of one list: what is left out of one is left out of
 * all that have it.
 */
export async function smallest<T extends readonly unknown[]>(
  values: T,
  fails: (values: T) => Promise<boolean>,
): Promise<T> {
  let found = values;
  let depth = 2;
  let index = 0;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const paths = pathsOf(found, depth);
    const path = paths[index];
    if (path === undefined) {
      if (index === 0) return found;
      depth += 1;
      index = 0;
      continue;
    }
    const without = found.map((value) => withoutPath(value, path)) as unknown as T;
    if (await fails(without)) found = without;
    else index += 1;
  }
  return found;
}

/** The paths of one depth that any of the values has, each once. */
function pathsOf(values: readonly unknown[], depth: number): readonly (readonly string[])[] {
  const paths = new Map(values.flatMap((value) => below(value, depth)).map((path) => [path.join('\0'), path]));
  return [...paths.values()];
}

function below(value: unknown, depth: number): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  // From the end, so that what is left of a list keeps its indices.
  const entries = Object.entries(value).toReversed();
  if (depth === 1) return entries.map(([key]) => [key]);
  return entries.flatMap(([key, entry]) => below(entry, depth - 1).map((path) => [key, ...path]));
}

function withoutPath(value: unknown, [key = '', ...rest]: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  if (Array.isArray(value)) {
    if (rest.length === 0) return value.filter((_, index) => index !== Number(key));
    return value.map((entry, index) => (index === Number(key) ? withoutPath(entry, rest) : entry));
  }
  const { [key]: entry, ...others } = value as Record<string, unknown>;
  return rest.length === 0
    ? others
    : Object.fromEntries(
        Object.entries(value).map(([each, old]) => [each, each === key ? withoutPath(entry, rest) : old]),
      );
}
