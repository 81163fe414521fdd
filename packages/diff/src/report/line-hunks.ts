import { structuredPatch } from 'diff';

/** How many lines are shown around a difference: enough to see in which map it is. */
const CONTEXT = 2;

/**
 * Limits the search for the shortest patch, which takes time and memory proportional to lines times edits: in a thousand
 * lines 2000 edits are found, in ten thousand lines 500.
 */
const MAX_WORK = 10_000_000;
const MAX_EDITS = 2000;

/** If the limit allows fewer edits than this, the search is not tried. */
const MIN_EDITS = 100;

/**
 * The hunks of a unified diff between two texts. If they differ in too many lines to search for the shortest patch, there
 * is one hunk, which replaces everything between the first and the last difference.
 */
export function lineHunks(before: readonly string[], after: readonly string[]): readonly string[] {
  const maxEditLength = Math.min(MAX_EDITS, Math.ceil(MAX_WORK / (before.length + after.length + 1)));
  const isSearched = before.length > 0 && after.length > 0 && maxEditLength >= MIN_EDITS;
  if (!isSearched) return replacement(before, after);
  const options = { context: CONTEXT, maxEditLength };
  const patch = structuredPatch('', '', `${before.join('\n')}\n`, `${after.join('\n')}\n`, '', '', options);
  if (patch === undefined) return replacement(before, after);
  return patch.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ]);
}

/** One hunk that replaces the lines from the first difference to the last; none if no line differs. */
function replacement(before: readonly string[], after: readonly string[]): readonly string[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  if (head === before.length && head === after.length) return [];
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
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

/** The line number of a hunk's start, counted from 1; of a hunk without lines, that of the line before it. */
function startOf(skipped: number, lines: number): number {
  return lines === 0 ? skipped : skipped + 1;
}
