import { readlink, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type GitOptions, git } from './git.ts';
import { isOutside } from './is-outside.ts';

/** A link or a submodule among the files of the trees: git does not store the content that is behind it. */
export interface Entry {
  /** A symbolic link to a path within the folder of the trees, one to a path outside, or a submodule. */
  readonly kind: 'inner link' | 'outer link' | 'submodule';
  /** Relative to the folder of the trees, with slashes. */
  readonly path: string;
}

/** A file of a git index. */
export interface Indexed {
  readonly path: string;
  readonly mode: string;
  /** Whether git ignores changes of it, because of `git update-index --assume-unchanged` or a sparse checkout. */
  readonly isIgnored: boolean;
}

/** Git's modes of links and submodules. */
export const LINK = '120000';
export const SUBMODULE = '160000';

/** The files of an index. */
export async function filesOf(args: readonly string[], options: GitOptions): Promise<readonly Indexed[]> {
  const listed = await git('ls-files', ['-s', '-v', '-z', ...args], options);
  return listed.split('\0').flatMap((line) => {
    const [, tag = '', mode, path] = /^(\S) (\d{6}) [\da-f]+ \d\t(.*)$/s.exec(line) ?? [];
    return mode === undefined || path === undefined ? [] : [{ mode, path, isIgnored: /[a-zS]/.test(tag) }];
  });
}

/**
 * The links and submodules among files.
 *
 * @param root the folder of the trees.
 */
export async function entriesOf(
  root: string,
  files: readonly Pick<Indexed, 'mode' | 'path'>[],
): Promise<readonly Entry[]> {
  const entries = files.map(async ({ mode, path }): Promise<readonly Entry[]> => {
    if (mode === SUBMODULE) return [{ kind: 'submodule', path }];
    return mode === LINK ? [{ kind: (await leadsOut(root, path)) ? 'outer link' : 'inner link', path }] : [];
  });
  return (await Promise.all(entries)).flat();
}

/** Whether a link leads out of the folder of the trees, to files that a revision of the trees does not have. */
async function leadsOut(root: string, path: string): Promise<boolean> {
  const top = await realpath(root);
  const link = join(top, path);
  const target = await readlink(link).catch(() => undefined);
  // It does not exist, or is a file, as git writes links to a file system without links.
  if (target === undefined) return false;
  const real = await realpath(link).catch(() => undefined);
  return [resolve(dirname(link), target), ...(real === undefined ? [] : [real])].some((each) => isOutside(top, each));
}
