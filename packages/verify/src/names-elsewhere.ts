/**
 * Finds the name of a service or namespace of another environment that stands in a text as a word. A name may be a part of a
 * longer word with hyphens: the namespace `stg-shop` of `stg-shop-secrets`.
 *
 * @param elsewhere the names with their environments: those that nothing has here.
 * @param own the names that services and namespaces have here, which may have another as a part.
 * @returns the environment of the first name in a text.
 */
export function nameFinder(
  elsewhere: ReadonlyMap<string, string>,
  own: readonly string[],
): (text: string) => string | undefined {
  if (elsewhere.size === 0) return () => undefined;
  const ours = new Set(own);
  const longest = Math.max(...[...elsewhere.keys(), ...own].map((name) => name.split('-').length));
  return (text) => {
    for (const [word] of text.matchAll(/[A-Za-z0-9-]+/g)) {
      const found = nameIn(word.split('-'), longest, (name) => (ours.has(name) ? '' : elsewhere.get(name)));
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** What the longest known names in a word are of, the first that is not of this environment. */
function nameIn(
  parts: readonly string[],
  longest: number,
  environmentOf: (name: string) => string | undefined,
): string | undefined {
  for (let start = 0; start < parts.length; ) {
    const ends = Array.from({ length: Math.min(longest, parts.length - start) }, (_, index) => start + index + 1);
    const known = ends
      .toReversed()
      .map((end) => ({ end, environment: environmentOf(parts.slice(start, end).join('-')) }))
      .find(({ environment }) => environment !== undefined);
    if (known?.environment) return known.environment;
    start = known?.end ?? start + 1;
  }
  return undefined;
}
