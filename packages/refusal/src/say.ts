import { shortName } from '@k8s-blocks/manifest';

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
