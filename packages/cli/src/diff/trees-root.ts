import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { reasonIn, run } from './git.ts';
import { isOutside } from './is-outside.ts';

/** Where the folder of the trees is in the repository. */
export interface TreesRoot {
  /** The folder as the user named it: `k8s`. */
  readonly root: string;
  /** The folder of the repository's work tree. */
  readonly top: string;
  /** The path of the trees' folder in it, with slashes: `k8s`; `.` if it is the work tree itself. */
  readonly path: string;
  /** Whether the folder is there now: what is gone may have been in a revision. */
  readonly isThere: boolean;
}

/**
 * Finds the folder of the trees in the repository of the working directory.
 *
 * @param root the folder, relative to the working directory, or absolute.
 * @throws Refusal if it is not a folder, or git does not keep it as one of this repository: it is outside, in a repository
 * within this one, or behind a link, of which git keeps only where it leads.
 */
export async function findRoot(root: string): Promise<TreesRoot> {
  const top = await repositoryOf('.');
  const named = resolve(root);
  const existing = await nearestThere(named);
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
  return { root, top, path: path === '' ? '.' : path.split(sep).join('/'), isThere: existing === named };
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

/** The path itself if something is there, or else the nearest folder above it that is. */
async function nearestThere(path: string): Promise<string> {
  for (let each = path; each !== dirname(each); each = dirname(each)) {
    if ((await ifThere(lstat(each))) !== undefined) return each;
  }
  return resolve(sep);
}

async function refuseUnlessFolder(path: string): Promise<void> {
  const found = await ifThere(stat(path));
  if (found?.isDirectory() === true) return;
  throw new Refusal({
    file: path,
    problem: found === undefined ? 'It is a link that leads nowhere.' : 'It is not a folder.',
    remedy: 'Give the folder that holds the trees of all apps with --root.',
  });
}

/** Follows no link within the repository: git would compare where it leads, and not what is there. */
async function refuseLinks(named: string, top: string): Promise<void> {
  for (let path = named; path !== dirname(path); path = dirname(path)) {
    const real = await ifThere(realpath(path));
    if (real === top) return;
    if ((await ifThere(lstat(path)))?.isSymbolicLink() !== true || real === undefined) continue;
    const target = join(real, relative(path, named));
    throw new Refusal({
      file: path,
      problem: 'It is a link, of which git keeps only where it leads.',
      remedy: `Give the folder that it leads to: --root ${relative(process.cwd(), target) || '.'}`,
    });
  }
}

/** A submodule, or a repository that somebody cloned into this one: this one has no files of it. */
async function refuseOtherRepository(root: string, folder: string, top: string): Promise<void> {
  const own = await repositoryOf(folder);
  if (own === top) return;
  throw new Refusal({
    file: root,
    problem: `It is in a repository of its own, ${own}: the one around it, ${top}, keeps no files of it.`,
    remedy: `Run it in ${own}.`,
  });
}

async function ifThere<T extends Stats | string>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw error;
  });
}
