import { HIDDEN, holdsSecret, shortName } from '@k8s-blocks/manifest';

/** Names as they stand in a sentence: `"http", "ws"`, or `none`. */
export function sayNames(names: Iterable<string>): string {
  return sayList(names, (name) => `"${shortName(name)}"`);
}

/** More than any type of Kubernetes has fields. */
const MOST_SAID = 100;

/**
 * Things as they stand in a sentence: all of them, or `none`; of too many the first ones, and that there are others. What is
 * said of each of ten thousand things must not list, nor even count, ten thousand others.
 *
 * @param say what to call one of them. Default: what it is.
 */
export function sayList<T>(things: Iterable<T>, say: (thing: T) => string = String): string {
  const said: string[] = [];
  for (const thing of things) {
    if (said.length === MOST_SAID) return `${said.join(', ')} and others`;
    said.push(say(thing));
  }
  return said.length === 0 ? 'none' : said.join(', ');
}

/** Longer than any name that Kubernetes takes for a label, and short enough to read. */
const LONGEST_QUOTE = 80;

/** A value as it stands in a sentence: as JSON, shortened if it is long; hidden if it holds values of a Secret. */
export function quote(value: unknown): string {
  if (holdsSecret(value)) return HIDDEN;
  // Of a long text no more is written than is shown: names of a megabyte are quoted once for each thing that is wrong.
  const start = typeof value === 'string' ? value.slice(0, LONGEST_QUOTE + 1) : value;
  const text = JSON.stringify(start) ?? String(start);
  if (text.length <= LONGEST_QUOTE) return text;
  return `${text.slice(0, LONGEST_QUOTE)}… (${typeof value === 'string' ? value.length : text.length} characters)`;
}
