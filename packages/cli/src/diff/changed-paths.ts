import { posix } from 'node:path';
import { git } from './git.ts';
import type { Revision } from './revision.ts';

/**
 * The files of the trees that differ from those of a revision: changed, new or gone, committed since or not, those that
 * git does not know yet among them. Relative to the folder of the trees, with slashes.
 */
export async function changedPaths({ top, commit, path }: Revision): Promise<readonly string[]> {
  const inTop = ['-C', top];
  const [tracked, untracked] = await Promise.all([
    git([...inTop, 'diff', '--name-only', '--no-renames', '--no-ext-diff', '-z', commit, '--', path]),
    git([...inTop, 'ls-files', '--others', '--exclude-standard', '-z', '--', path]),
  ]);
  const paths = `${tracked}${untracked}`.split('\0').filter((each) => each !== '');
  return paths.map((each) => posix.relative(path, each));
}
