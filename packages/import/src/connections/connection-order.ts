/**
 * Things in an order that keeps that of several lists in which they occur, as far as these agree; or else as they are given.
 * Policies are lists of rules: derived ones have the rules in the order of the map.
 *
 * @param keys the things.
 * @param chains lists of some of them, each in an order to keep; what an earlier one says counts more.
 */
export function inOrderOf(keys: readonly string[], chains: readonly (readonly string[])[]): string[] {
  const after = new Map<string, Set<string>>(keys.map((key) => [key, new Set()]));
  for (const chain of chains) {
    const known = [...new Set(chain)].filter((key) => after.has(key));
    for (const [index, key] of known.entries()) {
      const next = known[index + 1];
      if (next !== undefined && !leadsTo(next, key, after)) after.get(key)?.add(next);
    }
  }
  const ordered: string[] = [];
  const waiting = new Set(keys);
  while (waiting.size > 0) {
    const blocked = new Set([...waiting].flatMap((key) => [...(after.get(key) ?? [])]));
    const [first] = [...waiting].filter((key) => !blocked.has(key));
    if (first === undefined) return [...ordered, ...waiting];
    ordered.push(first);
    waiting.delete(first);
  }
  return ordered;
}

/** Whether one thing stands before another by what is known. */
function leadsTo(start: string, end: string, after: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const seen = new Set([start]);
  for (const key of seen) {
    if (key === end) return true;
    for (const next of after.get(key) ?? []) seen.add(next);
  }
  return false;
}
