/**
 * A number of things as a part of a sentence: `1 error`, `2 errors`.
 *
 * @param one what it is called if it is one.
 * @param several what it is called otherwise, if that is not `one` with an s: `replies`, `files are`.
 */
export function formatNumber(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
