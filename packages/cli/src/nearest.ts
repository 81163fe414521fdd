/** Longer than any name that Kubernetes or a file system takes: it is like none, and comparing two would take minutes. */
const LONGEST_WORD = 255;

/** The known word that is most like another one; nothing if none is like it. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const [best] = [...known]
    .map((each) => ({ each, most: Math.max(1, Math.floor(each.length / 3)) }))
    .filter(({ each, most }) => Math.abs(each.length - word.length) <= most)
    .map(({ each, most }) => ({ each, most, edits: editsBetween(word, each) }))
    .filter(({ most, edits }) => edits <= most)
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
