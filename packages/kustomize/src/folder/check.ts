import { basename, join } from 'node:path';
import type { Tree } from '../tree.ts';
import { compare, type FileDifference } from './compare.ts';
import type { FolderOptions } from './folder-options.ts';
import { readHead } from './read-head.ts';
import { errorCode, formatSystemError } from './system-errors.ts';

/** How one file differs from the tree, as text for users. */
export interface CheckedFile {
  readonly path: string;
  readonly kind: FileDifference['kind'];
  /** What is wrong, in sentences. */
  readonly problem: string;
  /**
   * A unified diff from the file to what is emitted; or a line that says why none is shown, as of a file that is large or
   * may hold values of Secrets. Empty if there is nothing to show.
   */
  readonly diff: string;
}

/**
 * How the folder differs from the tree, file by file; empty if it does not. Writes nothing.
 *
 * @throws Refusal if the options, the root or a path of the tree are not valid.
 */
export async function check(tree: Tree, options: FolderOptions): Promise<readonly CheckedFile[]> {
  const { differences } = compare(tree, options);
  if (differences.length === 0) return [];
  // Loaded late: most checks find no difference, and need neither the YAML parser nor the diff library.
  const { MAX_SHOWN_BYTES, textDifference } = await import('./text-difference.ts');
  return differences.map((each): CheckedFile => {
    const { path, kind } = each;
    if (each.kind === 'foreign') return { path, kind, problem: `${PROBLEMS.foreign} ${each.problem}`, diff: '' };
    const wanted = each.kind === 'stale' ? '' : each.wanted;
    // Twice the wanted length: a file with the line ends of Windows is longer, and is still read whole.
    const length = Math.max(MAX_SHOWN_BYTES, 2 * Buffer.byteLength(wanted)) + 1;
    const found = each.kind === 'missing' ? '' : readText(join(options.root, path), length);
    if (typeof found !== 'string') return { path, kind, problem: `${PROBLEMS[kind]} ${found.problem}`, diff: '' };
    const { why, diff } = textDifference({ path, found, wanted, root: basename(options.root) });
    return { path, kind, problem: why === undefined ? PROBLEMS[kind] : `${PROBLEMS[kind]} ${why}`, diff };
  });
}

/** The beginning of a file's text; empty if the file was removed since it was compared. */
function readText(path: string, length: number): string | { readonly problem: string } {
  try {
    return readHead(path, length).toString();
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? '' : { problem: `It cannot be read: ${formatSystemError(error)}` };
  }
}

const PROBLEMS: Readonly<Record<FileDifference['kind'], string>> = {
  missing: 'The file is missing.',
  changed: 'The file differs from what is emitted.',
  stale: 'The file is no longer emitted.',
  foreign: 'Something that was not emitted is at the file’s path.',
};
