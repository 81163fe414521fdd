import { randomUUID } from 'node:crypto';
// Synchronous: for thousands of small files, waiting for each costs more than writing it.
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  const differences = compare(tree, place);
  refuseForeign(differences, place);
  const written: string[] = [];
  const removed: string[] = [];
  const made = new Set<string>();
  if (differences.length > 0) prepareStaging(place.staging);
  for (const difference of differences) {
    const path = join(place.root, difference.path);
    if (difference.kind === 'missing' || difference.kind === 'changed') {
      makeFolder(dirname(path), made);
      writeWhole(path, difference.wanted, place.staging);
      written.push(difference.path);
    } else if (difference.kind === 'stale') {
      rmSync(path, { force: true });
      removeEmptyFolders(dirname(path), place.root);
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

function makeFolder(folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  mkdirSync(folder, { recursive: true });
  made.add(folder);
}

/** A rename within a file system happens whole or not at all, also when the process is killed. */
function writeWhole(path: string, text: string, staging: string): void {
  const staged = join(staging, randomUUID());
  writeFileSync(staged, text);
  renameSync(staged, path);
}

/** Makes the folder, and removes from it what an emit of long ago left there. */
function prepareStaging(staging: string): void {
  mkdirSync(staging, { recursive: true });
  for (const name of readdirSync(staging)) {
    const path = join(staging, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_AFTER_MILLISECONDS) rmSync(path, { force: true });
  }
}

function removeEmptyFolders(folder: string, root: string): void {
  if (folder === root || readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  removeEmptyFolders(dirname(folder), root);
}
