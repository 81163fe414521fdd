import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { reasonIn, run } from './git.ts';
import { isOutside } from './is-outside.ts';

/** The folder of the trees, and its path in the repository. */
export interface TreesRoot {
  /** The folder as the user named it: `k8s`. */
  readonly root: string;
  /** The folder of the repository's work tree. */
  readonly top: string;
  /** The path of the trees' folder in it, with slashes: `k8s`; `.` if it is the work tree itself. */
  readonly path: string;
  /** Whether the folder exists now. If it was removed, a revision may still have it. */
  readonly exists: boolean;
}

/**
 * Finds the folder of the trees in the repository of the working directory.
 *
 * @param root the folder, relative to the working directory, or absolute.
 * @throws Refusal if it is not a folder, or not one of this repository: it is outside, in a nested repository, or behind a
 * link, of which git stores only the target.
 */
export async function findRoot(root: string): Promise<TreesRoot> {
  const top = await repositoryOf('.');
  const named = resolve(root);
  const existing = await nearestExisting(named);
  await refuseUnlessFolder(existing);
  const real = await realpath(existing);
  const path = relative(top, join(real, relative(existing, named)));
  if (isOutside(top, resolve(top, path))) {
    throw new Refusal({
      file: root,
      problem: `It is outside of the repository of the working directory, ${top}.`,
      remedy: 'Run it in the repository that the manifests are committed to, or give a folder of this one with --root.',
    });
  }
  await refuseLinks(named, top);
  await refuseOtherRepository(root, real, top);
  return { root, top, path: path === '' ? '.' : path.split(sep).join('/'), exists: existing === named };
}

/** The top of the work tree that a folder is in. */
async function repositoryOf(folder: string): Promise<string> {
  const { code, stdout, stderr } = await run('rev-parse', ['--show-toplevel'], { folder });
  // Nothing but the line end is cut: a folder's name may end in a space.
  if (code === 0) return stdout.replace(/\r?\n$/, '');
  throw new Refusal({
    problem: stderr.includes('not a git repository')
      ? 'The working directory is not in a git repository, so there is nothing to compare with.'
      : `There is nothing to compare with, since git does not open the repository: ${reasonIn(stderr)}`,
    remedy: 'Run it in the repository that the manifests are committed to.',
  });
}

/** The path itself if it exists, or else the nearest folder above it that does. */
async function nearestExisting(path: string): Promise<string> {
  for (let each = path; each !== dirname(each); each = dirname(each)) {
    if ((await ifExists(lstat(each))) !== undefined) return each;
  }
  return resolve(sep);
}

async function refuseUnlessFolder(path: string): Promise<void> {
  const found = await ifExists(stat(path));
  if (found?.isDirectory() === true) return;
  throw new Refusal({
    file: path,
    problem: found === undefined ? 'It is a link to a path that does not exist.' : 'It is not a folder.',
    remedy: 'Give the folder that contains the trees of all apps with --root.',
  });
}

/** Refuses links within the repository: git would compare their targets' paths, and not the files. */
async function refuseLinks(named: string, top: string): Promise<void> {
  for (let path = named; path !== dirname(path); path = dirname(path)) {
    const real = await ifExists(realpath(path));
    if (real === top) return;
    if ((await ifExists(lstat(path)))?.isSymbolicLink() !== true || real === undefined) continue;
    const target = join(real, relative(path, named));
    throw new Refusal({
      file: path,
      problem: 'It is a link, of which git stores only the target.',
      remedy: `Give the folder that it leads to: --root ${relative(process.cwd(), target) || '.'}`,
    });
  }
}

/** Refuses a folder in a submodule, or in a repository that was cloned into this one: this one does not have its files. */
async function refuseOtherRepository(root: string, folder: string, top: string): Promise<void> {
  const own = await repositoryOf(folder);
  if (own === top) return;
  throw new Refusal({
    file: root,
    problem: `It is in a nested repository, ${own}, whose files are not in the outer one, ${top}.`,
    remedy: `Run it in ${own}.`,
  });
}

/** The result of a call of the file system; undefined if the path does not exist. */
async function ifExists<T extends Stats | string>(result: Promise<T>): Promise<T | undefined> {
  return result.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw error;
  });
}
