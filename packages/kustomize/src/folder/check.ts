import type { Tree } from '../tree.ts';
import { compare, type FileDifference, type Place } from './compare.ts';

/** How one file differs, for a reader. */
export interface CheckedFile {
  readonly path: string;
  readonly kind: FileDifference['kind'];
  /** What is wrong, in a sentence. */
  readonly problem: string;
  /** The difference from what is there to what is to be there, as a unified diff; empty where there is none to show. */
  readonly diff: string;
}

/** How the folder differs from the tree, file by file; empty if it does not. Writes nothing. */
export async function check(tree: Tree, place: Place): Promise<readonly CheckedFile[]> {
  const differences = compare(tree, place);
  if (differences.length === 0) return [];
  // Loaded only where there is something to show: nearly every check finds nothing.
  const { createTwoFilesPatch } = await import('diff');
  const unifiedDiff = (path: string, found: string, wanted: string) =>
    createTwoFilesPatch(path, path, found, wanted, 'as it is', 'as it is emitted', { context: 3 });
  return differences.map((each) => {
    const { path, kind } = each;
    if (each.kind === 'foreign') return { path, kind, problem: `${PROBLEMS.foreign} ${each.problem}`, diff: '' };
    const found = each.kind === 'missing' ? '' : each.found;
    const wanted = each.kind === 'stale' ? '' : each.wanted;
    const diff = holdsSecret(found) ? '(not shown: the file holds a Secret)\n' : unifiedDiff(path, found, wanted);
    return { path, kind, problem: PROBLEMS[kind], diff };
  });
}

/** Somebody may have written a real value into a Secret; it must not end up in a log. */
function holdsSecret(text: string): boolean {
  return /^kind: *['"]?Secret\b/m.test(text);
}

const PROBLEMS: Readonly<Record<FileDifference['kind'], string>> = {
  missing: 'The file is missing.',
  changed: 'The file differs from what is emitted.',
  stale: 'The file is no longer emitted.',
  foreign: 'Something that was not emitted stands in the file’s place.',
};
