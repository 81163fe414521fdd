/** What the first line of every emitted file begins with. The rest of the line may change; this may not. */
const MARKER = '# Emitted by k8s-blocks as ';

/**
 * The first line of an emitted file. It names the file, so that a copy of it in another place is nobody's but its
 * maker's, and neither overwritten nor removed.
 *
 * @param path the file's path below the root of all emitted trees, with slashes.
 * @param source where to change it, and how to emit it again, in a few words.
 */
export function marked(path: string, text: string, source: string): string {
  return `${MARKER}${path}; do not edit. ${source}\n${text}`;
}

/** Whether the text is a file that was emitted to that path. */
export function isMarked(path: string, text: string): boolean {
  return text.startsWith(`${MARKER}${path};`);
}
