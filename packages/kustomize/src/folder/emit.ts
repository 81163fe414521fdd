import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, Refusal, systemRefusal } from '@k8s-blocks/refusal';
import type { Tree } from '../tree.ts';
import { compare, type FileDifference } from './compare.ts';
import type { Place } from './place.ts';
import { removeAbandoned, wholeFileWriter } from './staged-file.ts';
import { foldersAbove } from './standing.ts';
import { errorCode, sayError } from './system-errors.ts';

/** Where files are written before they are moved to their place. */
export interface Staging {
  /**
   * A folder outside of the trees, best on their file system: what an interrupted emit leaves half-written lies there until
   * the next one. From another file system, nothing can be moved at once; there, files are staged in the tree, as
   * `.k8s-blocks-<process>-<random>.tmp`.
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

/**
 * Makes the folder hold the tree: writes what is missing or changed, each file whole or not at all, and removes files
 * that were emitted before and are no longer wanted. Everything that does not carry the marker stays as it is. Several may
 * run at once.
 *
 * @throws Refusal before anything is written, if the place or a path is not valid, or something that was not emitted stands
 * in a file's place; and where the system does not write a file, with how much was written before.
 */
export async function emit(tree: Tree, place: Place & Staging): Promise<EmitReport> {
  const { differences, staged } = compare(tree, place);
  refuseForeign(differences, place);
  for (const path of staged) removeAbandoned(join(place.root, path));
  if (differences.length > 0) apply(differences, place);
  const pathsOf = (...kinds: readonly FileDifference['kind'][]) =>
    differences.flatMap(({ kind, path }) => (kinds.includes(kind) ? [path] : []));
  const written = pathsOf('missing', 'changed');
  return { written, removed: pathsOf('stale'), unchanged: tree.size - written.length };
}

/** What is in the way of many files, as a link in the place of their folder is, is said once. */
function refuseForeign(differences: readonly FileDifference[], place: Place): void {
  const remedy = `Move it away, or remove it, and ${place.maker ?? 'emit'} again; nothing was written.`;
  const problems = differences.flatMap((each): [string, Problem][] =>
    each.kind === 'foreign' ? [[each.at, { ...serviceOf(place), file: each.at, problem: each.problem, remedy }]] : [],
  );
  if (problems.length > 0) throw new Refusal([...new Map(problems).values()]);
}

function apply(differences: readonly FileDifference[], place: Place & Staging): void {
  const write = wholeFileWriter(place.staging);
  for (const [index, difference] of differences.entries()) {
    const path = join(place.root, difference.path);
    try {
      if (difference.kind === 'missing' || difference.kind === 'changed') write(path, difference.wanted);
      if (difference.kind === 'stale') remove(difference.path, place.root);
    } catch (error) {
      throw interrupted(error, path, `${index} of ${differences.length}`, place);
    }
  }
}

/** What the system does not do is the user's to mend; any other error is thrown on. */
function interrupted(error: unknown, file: string, done: string, place: Place): unknown {
  if (errorCode(error) === undefined) return error;
  const { remedy = 'Mend it.' } = systemRefusal(error)?.problems[0] ?? {};
  const rest = `${done} files were done before; the next ${place.maker ?? 'emit'} does the rest.`;
  return new Refusal({ ...serviceOf(place), file, problem: sayError(error), remedy: `${remedy} ${rest}` });
}

function serviceOf({ folder }: Place): { readonly service?: string } {
  return folder === undefined ? {} : { service: folder };
}

/** Removes a file, and the folders that become empty. Another emit may put files into one, or remove it, at any moment. */
function remove(path: string, root: string): void {
  rmSync(join(root, path), { force: true });
  for (const folder of foldersAbove(path).toReversed()) {
    try {
      rmdirSync(join(root, folder));
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EBUSY'].includes(errorCode(error) ?? '')) return;
      throw error;
    }
  }
}
