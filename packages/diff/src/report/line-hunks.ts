import { structuredPatch } from 'diff';

/** Lines around what differs: enough to see in which map it stands. */
const CONTEXT = 2;

/**
 * How many edits are looked for, over the number of lines: the search takes time and memory with the product of both. Of a
 * thousand lines all edits are found, of ten thousand a thousand.
 */
const MOST_WORK = 10_000_000;
const MOST_EDITS = 2000;

/** Where fewer edits than this could be looked for, none are. */
const FEWEST_EDITS = 100;

/**
 * How lines become other lines, as the hunks of a unified diff. Where they differ in too many places for the shortest way
 * to be found, all that is between the first and the last difference goes, and the new lines come.
 */
export function lineHunks(before: readonly string[], after: readonly string[]): readonly string[] {
  const maxEditLength = Math.min(MOST_EDITS, Math.ceil(MOST_WORK / (before.length + after.length + 1)));
  const isSearched = before.length > 0 && after.length > 0 && maxEditLength >= FEWEST_EDITS;
  if (!isSearched) return replacement(before, after);
  const options = { context: CONTEXT, maxEditLength };
  const patch = structuredPatch('', '', `${before.join('\n')}\n`, `${after.join('\n')}\n`, '', '', options);
  if (patch === undefined) return replacement(before, after);
  return patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ]);
}

/** One hunk, from the first line that differs to the last; none if none differs. */
function replacement(before: readonly string[], after: readonly string[]): readonly string[] {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head += 1;
  if (head === before.length && head === after.length) return [];
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const start = Math.max(0, head - CONTEXT);
  const end = Math.max(0, tail - CONTEXT);
  const [old, wanted] = [before.length - end - start, after.length - end - start];
  return [
    `@@ -${startOf(start, old)},${old} +${startOf(start, wanted)},${wanted} @@`,
    ...before.slice(start, head).map((line) => ` ${line}`),
    ...before.slice(head, before.length - tail).map((line) => `-${line}`),
    ...after.slice(head, after.length - tail).map((line) => `+${line}`),
    ...after.slice(after.length - tail, after.length - end).map((line) => ` ${line}`),
  ];
}

/** Where a hunk begins, counted from 1; one without lines stands behind a line. */
function startOf(skipped: number, lines: number): number {
  return lines === 0 ? skipped : skipped + 1;
}
