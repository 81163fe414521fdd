import { basename, join } from 'node:path';
import type { Tree } from '../tree.ts';
import { compare, type FileDifference } from './compare.ts';
import type { Place } from './place.ts';
import { readHead } from './read-head.ts';
import { errorCode, sayError } from './system-errors.ts';

/** How one file differs, for a reader. */
export interface CheckedFile {
  readonly path: string;
  readonly kind: FileDifference['kind'];
  /** What is wrong, in sentences. */
  readonly problem: string;
  /**
   * The difference from what is there to what is to be there, as a unified diff, or why it is not shown: a file that may
   * hold values of Secrets, or is large. Empty where there is none to show.
   */
  readonly diff: string;
}

/**
 * How the folder differs from the tree, file by file; empty if it does not. Writes nothing.
 *
 * @throws Refusal if the place, its root or a path of the tree is not valid.
 */
export async function check(tree: Tree, place: Place): Promise<readonly CheckedFile[]> {
  const { differences } = compare(tree, place);
  if (differences.length === 0) return [];
  // Loaded only where there is something to show: nearly every check finds nothing.
  const { MAX_SHOWN_BYTES, textDifference } = await import('./text-difference.ts');
  return differences.map((each): CheckedFile => {
    const { path, kind } = each;
    if (each.kind === 'foreign') return { path, kind, problem: `${PROBLEMS.foreign} ${each.problem}`, diff: '' };
    const wanted = each.kind === 'stale' ? '' : each.wanted;
    // That of Windows' line ends may be twice as long as it is to be.
    const length = Math.max(MAX_SHOWN_BYTES, 2 * Buffer.byteLength(wanted)) + 1;
    const found = each.kind === 'missing' ? '' : readText(join(place.root, path), length);
    if (typeof found !== 'string') return { path, kind, problem: `${PROBLEMS[kind]} ${found.problem}`, diff: '' };
    const { why, diff } = textDifference({ path, found, wanted, root: basename(place.root) });
    return { path, kind, problem: why === undefined ? PROBLEMS[kind] : `${PROBLEMS[kind]} ${why}`, diff };
  });
}

/** The beginning of a file's text. It may have changed since it was compared. */
function readText(path: string, length: number): string | { readonly problem: string } {
  try {
    return readHead(path, length).toString();
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? '' : { problem: `It cannot be read: ${sayError(error)}` };
  }
}

const PROBLEMS: Readonly<Record<FileDifference['kind'], string>> = {
  missing: 'The file is missing.',
  changed: 'The file differs from what is emitted.',
  stale: 'The file is no longer emitted.',
  foreign: 'Something that was not emitted stands in the file’s place.',
};
