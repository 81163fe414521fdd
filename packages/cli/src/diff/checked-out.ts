import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { type Entry, entriesOf, filesOf } from './entries.ts';
import { endGit, git } from './git.ts';
import type { Revision } from './revision.ts';
import type { TreesRoot } from './trees-root.ts';

/** The signals by which people and CI systems end a process. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The trees of a revision, in a folder of their own. */
export interface CheckedOut {
  readonly folder: string;
  /** Links and submodules. The links that led out of the folder are not in it: nothing is read through them. */
  readonly entries: readonly Entry[];
}

/**
 * Writes the folder of the trees, as it was in a revision, to a temporary folder, has something done with it, and removes
 * it, also if that fails or the process is told to end. The repository, its index and its work tree stay as they are.
 */
export async function withCheckedOut<T>(
  revision: Revision,
  place: TreesRoot,
  use: (trees: CheckedOut) => Promise<T>,
): Promise<T> {
  const folder = await makeTemporary();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const end = (signal: NodeJS.Signals) => {
    // Only when git writes nothing more is what it wrote gone for good.
    void endGit().then(() => {
      remove();
      process.kill(process.pid, signal);
    });
  };
  process.once('exit', remove);
  for (const signal of SIGNALS) process.once(signal, end);
  try {
    return await use(await checkOut(revision, place, folder));
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
      problem: `No temporary folder can be made here for what was committed: ${error instanceof Error ? error.message : String(error)}`,
      remedy: 'Name a folder that can be written to with TMPDIR.',
    });
  });
  return realpath(folder);
}

async function checkOut({ tree }: Revision, { top }: TreesRoot, folder: string): Promise<CheckedOut> {
  const trees = join(folder, 'trees');
  if (tree === undefined) return { folder: trees, entries: [] };
  // From the top, since git would leave out what is not below the working directory.
  const options = { folder: top, index: join(folder, 'index') };
  await git('read-tree', [tree], options);
  // A prefix, and so with a slash; git refuses paths that would lead out of it.
  await git('checkout-index', ['--all', `--prefix=${trees}/`], options);
  const entries = await entriesOf(trees, await filesOf([], options));
  for (const { kind, path } of entries) if (kind === 'outer link') await rm(join(trees, path));
  return { folder: trees, entries };
}
