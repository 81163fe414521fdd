/** The longest name that Kubernetes or a file system takes. The comparison is quadratic: longer words would take minutes. */
const MAX_LENGTH = 255;

/**
 * The known word that is most like `word`, for "did you mean". Undefined if none is similar: at most a third of its
 * letters may differ; upper and lower case are the same.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const lowerCase = word.toLowerCase();
  const [best] = [...known]
    .map((each) => ({ each, limit: Math.max(1, Math.floor(each.length / 3)) }))
    .filter(({ each, limit }) => Math.abs(each.length - word.length) <= limit)
    .map(({ each, limit }) => ({ each, limit, edits: editsBetween(lowerCase, each.toLowerCase()) }))
    .filter(({ limit, edits }) => edits <= limit)
    .sort((one, other) => one.edits - other.edits);
  return best?.each;
}

/** How many letters must be added, removed or replaced (Levenshtein's distance). */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      const replaced = (row[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
