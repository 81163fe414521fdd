import { readlink, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type GitOptions, git } from './git.ts';
import { isOutside } from './is-outside.ts';

/** Something among the files of the trees of which git does not keep what is in it. */
export interface Entry {
  /** A link within the folder of the trees, one that leads out of it, or a submodule. */
  readonly kind: 'inner link' | 'outer link' | 'submodule';
  /** Relative to the folder of the trees, with slashes. */
  readonly path: string;
}

/** A file as an index has it. */
export interface Indexed {
  readonly path: string;
  readonly mode: string;
  /** Whether git has been told not to look at it: `git update-index --assume-unchanged`, or a sparse checkout. */
  readonly isIgnored: boolean;
}

/** Modes of what is neither a file nor a folder. */
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

/** Whether a link leads out of the folder of the trees: what is behind it is not in a revision of these. */
async function leadsOut(root: string, path: string): Promise<boolean> {
  const top = await realpath(root);
  const link = join(top, path);
  const target = await readlink(link).catch(() => undefined);
  // What is not there leads nowhere, and on a file system without links a link is a file.
  if (target === undefined) return false;
  const real = await realpath(link).catch(() => undefined);
  return [resolve(dirname(link), target), ...(real === undefined ? [] : [real])].some((each) => isOutside(top, each));
}
