import { rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, Refusal, systemRefusal } from '@k8s-blocks/refusal';
import type { Tree } from '../tree.ts';
import { compare, type FileDifference } from './compare.ts';
import type { FolderOptions } from './folder-options.ts';
import { foldersAbove } from './listing.ts';
import { removeAbandoned, wholeFileWriter } from './staged-file.ts';
import { errorCode, formatSystemError } from './system-errors.ts';

/** Where files are written before they are renamed to their paths. */
export interface Staging {
  /**
   * A folder outside of the trees, best on their file system: half-written files of an interrupted emit remain there until
   * the next one removes them. A rename between file systems is not atomic; if it is on another one, files are staged in
   * the tree, as `.k8s-blocks-<process>-<random>.tmp`.
   */
  readonly staging: string;
}

/** What an emit did: paths below the root, with slashes. */
export interface EmitReport {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** The number of files that did not differ. They are not touched. */
  readonly unchanged: number;
}

/**
 * Makes the folder hold the tree: writes what is missing or changed, each file whole or not at all, and removes files that
 * were emitted before and are no longer wanted. Files without the marker stay as they are. Several emits may run at once.
 *
 * @throws Refusal before anything is written, if the options or a path are not valid, or something that was not emitted is at
 * a file's path; and if the system fails to write a file, with the number of files that were written before.
 */
export async function emit(tree: Tree, options: FolderOptions & Staging): Promise<EmitReport> {
  const { differences, staged } = compare(tree, options);
  refuseForeign(differences, options);
  for (const path of staged) removeAbandoned(join(options.root, path));
  if (differences.length > 0) apply(differences, options);
  const pathsOf = (...kinds: readonly FileDifference['kind'][]) =>
    differences.flatMap(({ kind, path }) => (kinds.includes(kind) ? [path] : []));
  const written = pathsOf('missing', 'changed');
  return { written, removed: pathsOf('stale'), unchanged: tree.size - written.length };
}

/** Refuses what is in the way of files, once for each: a link instead of a folder is in the way of many. */
function refuseForeign(differences: readonly FileDifference[], options: FolderOptions): void {
  const remedy = `Move it away, or remove it, and ${options.maker ?? 'emit'} again; nothing was written.`;
  const problems = differences.flatMap((each): [string, Problem][] =>
    each.kind === 'foreign' ? [[each.at, { ...serviceOf(options), file: each.at, problem: each.problem, remedy }]] : [],
  );
  if (problems.length > 0) throw new Refusal([...new Map(problems).values()]);
}

function apply(differences: readonly FileDifference[], options: FolderOptions & Staging): void {
  const write = wholeFileWriter(options.staging);
  for (const [index, difference] of differences.entries()) {
    const path = join(options.root, difference.path);
    try {
      if (difference.kind === 'missing' || difference.kind === 'changed') write(path, difference.wanted);
      if (difference.kind === 'stale') remove(difference.path, options.root);
    } catch (error) {
      throw interrupted(error, path, `${index} of ${differences.length}`, options);
    }
  }
}

/** The refusal for an error of the system, which the user can mend; any other error itself. */
function interrupted(error: unknown, file: string, done: string, options: FolderOptions): unknown {
  if (errorCode(error) === undefined) return error;
  const { remedy = 'Correct it.' } = systemRefusal(error)?.problems[0] ?? {};
  const rest = `${done} files were done before; the next ${options.maker ?? 'emit'} does the rest.`;
  return new Refusal({ ...serviceOf(options), file, problem: formatSystemError(error), remedy: `${remedy} ${rest}` });
}

function serviceOf({ folder }: FolderOptions): { readonly service?: string } {
  return folder === undefined ? {} : { service: folder };
}

/** Removes a file, and the folders that become empty. At the same time another emit may write to one, or remove it. */
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
