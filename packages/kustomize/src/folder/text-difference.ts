import { hasSecretWords } from '@k8s-blocks/manifest';
import { mayHoldSecret, parseYaml } from '@k8s-blocks/manifest/secret-text';
import { createTwoFilesPatch, structuredPatch } from 'diff';
import { formDifference, withLineFeeds, withoutForm } from './line-ends.ts';

/** Two texts of one file: as it is, and as it is emitted; either is empty if the file does not exist, or is not emitted. */
export interface TwoTexts {
  /** The file's path below the root. */
  readonly path: string;
  readonly found: string;
  readonly wanted: string;
  /** The name of the root. */
  readonly root: string;
}

/** How two texts differ, without values of Secrets. */
export interface TextDifference {
  /** What explains the difference, in sentences: line ends, a byte order mark. */
  readonly why: string | undefined;
  /** A unified diff, or a line that says why there is none. */
  readonly diff: string;
}

/** The difference of larger files is not shown: it is too long to read, and takes seconds to compute. */
export const MAX_SHOWN_BYTES = 256 * 1024;

/** The most lines that may be removed and added. The time grows with the square: 1000 take a fifth of a second. */
const MAX_EDITS = 1000;

/** The difference between two texts. If only their form differs, there is no diff, only a sentence. */
export function textDifference({ path, found, wanted, root }: TwoTexts): TextDifference {
  if (found !== '' && wanted !== '') {
    const why = formDifference(found, wanted, root);
    const isFormOnly = why !== undefined && withoutForm(found) === withoutForm(wanted);
    if (isFormOnly) return { why, diff: '' };
    const lines = wanted.includes('\r') ? found : withLineFeeds(found);
    return { why: found.includes('\r') ? why : undefined, diff: shownDifference(path, lines, wanted) };
  }
  return { why: undefined, diff: shownDifference(path, found, wanted) };
}

/** A unified diff. That of a file that may hold values of Secrets is not shown, so that none ends up in a log. */
function shownDifference(path: string, found: string, wanted: string): string {
  const size = Math.max(Buffer.byteLength(found), Buffer.byteLength(wanted));
  if (size > MAX_SHOWN_BYTES) return notShown(`the file is larger than ${MAX_SHOWN_BYTES / 1024} KiB`);
  const secret = [wanted, found].map((text) => secretIn(path, text)).find((reason) => reason !== undefined);
  if (secret !== undefined) return notShown(`${secret}. ${formatDifferingLines(found, wanted)}`);
  const options = { context: 3, maxEditLength: MAX_EDITS };
  const patch = createTwoFilesPatch(path, path, found, wanted, 'as it is', 'as it is emitted', options);
  return patch ?? notShown(`more than ${MAX_EDITS} lines differ`);
}

function notShown(why: string): string {
  return `(not shown: ${why})\n`;
}

/** Why a text may hold a value of a Secret; undefined if it does not. */
function secretIn(path: string, text: string): string | undefined {
  if (path.endsWith('.md'))
    return hasSecretWords(text) ? 'the text is about a Secret, and may hold a value of it' : undefined;
  if (!mayHoldSecret(text)) return undefined;
  return parseYaml(text) === undefined
    ? 'the file is not valid YAML, and may hold a value of a Secret'
    : 'the file may hold a value of a Secret';
}

/** The lines that differ, by their numbers. */
function formatDifferingLines(found: string, wanted: string): string {
  if (found === '' || wanted === '') return `It has ${(found + wanted).split('\n').length - 1} lines.`;
  const patch = structuredPatch('', '', found, wanted, '', '', { context: 0, maxEditLength: MAX_EDITS });
  if (patch === undefined) return `More than ${MAX_EDITS} lines differ.`;
  // Without context, a hunk that only adds lines begins at the line that they stand before.
  const lines = patch.hunks.map(({ oldStart, oldLines, newLines }) => {
    if (oldLines === 0) return `${newLines} missing after line ${oldStart - 1}`;
    return oldLines === 1 ? `line ${oldStart}` : `lines ${oldStart}-${oldStart + oldLines - 1}`;
  });
  return `What differs in the file as it is: ${lines.join(', ')}.`;
}
