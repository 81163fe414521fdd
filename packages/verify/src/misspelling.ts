/** Words of so many letters are told apart from others by a letter that is added, left out or exchanged with the next. */
const MIN_LETTERS = 3;
/** In words of so many letters, also by another letter in the place of one. In shorter ones that is often another word: mail, main. */
const MIN_LETTERS_TO_REPLACE = 6;

/**
 * The known name that is most likely meant by another one: one word of it is misspelt by one letter. Names that differ by a number
 * are not: `db-1` is not `db-2`. Where it is not certain that a name is wrong, only these are errors; for a remedy, `nearest` of
 * `@k8s-blocks/refusal` takes more.
 */
export function misspeltFrom(name: string, known: Iterable<string>): string | undefined {
  for (const each of known) if (isMisspelt(name, each)) return each;
  return undefined;
}

function isMisspelt(name: string, known: string): boolean {
  const words = name.split(/[-._]/);
  const knownWords = known.split(/[-._]/);
  if (words.length !== knownWords.length) return isWordMisspelt(name, known) && /[-._]/.test(name + known);
  const different = words.flatMap((word, index) => {
    const other = knownWords[index] ?? '';
    return word === other ? [] : [[word, other] as const];
  });
  const [first] = different;
  return different.length === 1 && first !== undefined && isWordMisspelt(...first);
}

function isWordMisspelt(word: string, known: string): boolean {
  if (word === known || Math.min(word.length, known.length) < MIN_LETTERS) return false;
  const start = equalLength([...word], [...known]);
  const rest = word.slice(start);
  const knownRest = known.slice(start);
  const end = equalLength([...rest].reverse(), [...knownRest].reverse());
  const [changed, meant] = [rest.slice(0, rest.length - end), knownRest.slice(0, knownRest.length - end)];
  if (/\d/.test(changed + meant)) return false;
  if (changed.length + meant.length === 1) return true;
  if (changed.length === 1 && meant.length === 1) return known.length >= MIN_LETTERS_TO_REPLACE;
  return changed.length === 2 && meant === `${changed[1]}${changed[0]}`;
}

/** How many letters two words have in common at their beginning. */
function equalLength(one: readonly string[], other: readonly string[]): number {
  const end = one.findIndex((letter, index) => letter !== other[index]);
  return end < 0 ? one.length : end;
}
