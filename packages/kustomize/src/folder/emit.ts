import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import type { Tree } from '../tree.ts';
import { compare, type FileDifference, type Place } from './compare.ts';

/** Where files are written before they are moved to their place. */
export interface Staging {
  /**
   * A folder on the same file system, outside of the emitted trees: what an interrupted emit leaves half-written lies
   * there. Removed by a later emit after an hour.
   */
  readonly staging: string;
}

/** What an emit did: paths below the root, with slashes. */
export interface EmitReport {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** How many files were as they should be. They are not touched. */
  readonly unchanged: number;
}

const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;

/**
 * Makes the folder hold the tree: writes what is missing or changed, each file whole or not at all, and removes files
 * that were emitted before and are no longer wanted. Everything that does not carry the marker stays as it is.
 *
 * @throws Refusal before anything is written, if something that was not emitted stands in a file's place.
 */
export async function emit(tree: Tree, place: Place & Staging): Promise<EmitReport> {
  const differences = await compare(tree, place);
  refuseForeign(differences, place);
  await removeAbandoned(place.staging);
  const written: string[] = [];
  const removed: string[] = [];
  for (const difference of differences) {
    const path = join(place.root, difference.path);
    if (difference.kind === 'missing' || difference.kind === 'changed') {
      await writeWhole(path, difference.wanted, place.staging);
      written.push(difference.path);
    } else if (difference.kind === 'stale') {
      await rm(path, { force: true });
      await removeEmptyFolders(dirname(path), place.root);
      removed.push(difference.path);
    }
  }
  return { written, removed, unchanged: tree.size - written.length };
}

function refuseForeign(differences: readonly FileDifference[], { folder }: Place): void {
  const problems = differences.flatMap((each) => {
    if (each.kind !== 'foreign') return [];
    const remedy = 'Move it away, or remove it, and emit again; nothing was written.';
    const service = folder === undefined ? {} : { service: folder };
    return [{ ...service, file: each.path, problem: each.problem, remedy }];
  });
  if (problems.length > 0) throw new Refusal(problems);
}

/** A rename within a file system happens whole or not at all, also when the process is killed. */
async function writeWhole(path: string, text: string, staging: string): Promise<void> {
  await mkdir(staging, { recursive: true });
  await mkdir(dirname(path), { recursive: true });
  const staged = join(staging, randomUUID());
  await writeFile(staged, text);
  await rename(staged, path);
}

async function removeAbandoned(staging: string): Promise<void> {
  const names = await readdir(staging).catch(() => []);
  for (const name of names) {
    const path = join(staging, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_AFTER_MILLISECONDS)
      await rm(path, { force: true });
  }
}

async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  if (folder === root) return;
  const isEmpty = (await readdir(folder).catch(() => ['unreadable'])).length === 0;
  if (!isEmpty) return;
  await rmdir(folder);
  await removeEmptyFolders(dirname(folder), root);
}
