import { shortName } from '@k8s-blocks/manifest';

/** Names as a part of a sentence: `"http", "ws"`, or `none`. */
export function formatNames(names: Iterable<string>): string {
  return formatList(names, (name) => `"${shortName(name)}"`);
}

/** More than any type of Kubernetes has fields. */
const MAX_ITEMS = 100;

/**
 * A list as a part of a sentence: its items, or `none`. A long list is cut after {@link MAX_ITEMS}, with "and others":
 * otherwise ten thousand problems, each of which lists ten thousand names, would be a report of a hundred million.
 *
 * @param format the text of one item. Default: `String`.
 */
export function formatList<T>(items: Iterable<T>, format: (item: T) => string = String): string {
  const texts: string[] = [];
  for (const item of items) {
    if (texts.length === MAX_ITEMS) return `${texts.join(', ')} and others`;
    texts.push(format(item));
  }
  return texts.length === 0 ? 'none' : texts.join(', ');
}
