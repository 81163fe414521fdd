import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './git.ts';
import type { Revision } from './revision.ts';

/** The signals by which people and CI systems end a process. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Writes the folder of the trees, as it was in a revision, to a temporary folder, has something done with it, and removes
 * it, also if that fails or the process is told to end. The repository, its index and its work tree stay as they are.
 */
export async function withCheckedOut<T>({ top, tree }: Revision, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'k8s-blocks-diff-'));
  const end = (signal: NodeJS.Signals) => {
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.once(signal, end);
  try {
    const index = { GIT_INDEX_FILE: join(folder, 'index') };
    const trees = join(folder, 'trees');
    if (tree !== undefined) {
      await git(['read-tree', tree], index);
      // From the top, since git would leave out what is not below the working directory. A prefix, and so with a slash; git refuses paths that would lead out of it.
      await git(['-C', top, 'checkout-index', '--all', `--prefix=${trees}/`], index);
    }
    return await use(trees);
  } finally {
    for (const signal of SIGNALS) process.off(signal, end);
    await rm(folder, { recursive: true, force: true });
  }
}
