import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { endGit, git } from './git.ts';
import { type Entry, entriesOf, filesOf } from './links-and-submodules.ts';
import type { Revision } from './revision.ts';
import type { TreesRoot } from './trees-root.ts';

/** The signals with which people and CI systems end a process. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The trees of a revision, in a temporary folder. */
export interface CheckedOut {
  readonly folder: string;
  /** Links and submodules. Links that lead out of the folder were removed from it, so that nothing is read through them. */
  readonly entries: readonly Entry[];
}

/**
 * Writes the trees of a revision to a temporary folder, calls a function with it, and removes it, also if the function
 * fails or a signal ends the process. The repository, its index and its work tree are not changed.
 */
export async function withCheckedOut<T>(
  revision: Revision,
  treesRoot: TreesRoot,
  use: (trees: CheckedOut) => Promise<T>,
): Promise<T> {
  const folder = await makeTemporary();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const end = (signal: NodeJS.Signals) => {
    // Git must have ended before, or it could write to the folder again.
    void endGit().then(() => {
      remove();
      process.kill(process.pid, signal);
    });
  };
  process.once('exit', remove);
  for (const signal of SIGNALS) process.once(signal, end);
  try {
    return await use(await checkOut(revision, treesRoot, folder));
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    process.off('exit', remove);
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeTemporary(): Promise<string> {
  const parent = resolve(tmpdir());
  const folder = await mkdtemp(join(parent, 'k8s-blocks-diff-')).catch((error: unknown) => {
    throw new Refusal({
      file: parent,
      problem: `No temporary folder for the committed trees can be made here: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Name a folder that can be written to with TMPDIR.',
    });
  });
  return realpath(folder);
}

async function checkOut({ tree }: Revision, { top }: TreesRoot, folder: string): Promise<CheckedOut> {
  const trees = join(folder, 'trees');
  if (tree === undefined) return { folder: trees, entries: [] };
  // In the top folder, since git leaves out files that are not below the working directory.
  const options = { folder: top, index: join(folder, 'index') };
  await git('read-tree', [tree], options);
  // Git takes this as a prefix of paths, hence the slash. It refuses paths that would lead out of the folder.
  await git('checkout-index', ['--all', `--prefix=${trees}/`], options);
  const entries = await entriesOf(trees, await filesOf([], options));
  for (const { kind, path } of entries) if (kind === 'outer link') await rm(join(trees, path));
  return { folder: trees, entries };
}
