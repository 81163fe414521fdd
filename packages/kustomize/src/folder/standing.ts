// Synchronous: for thousands of small files, waiting for each costs more than reading it.
import { type Dirent, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { errorCode, sayError } from './system-errors.ts';

/** What is at a path; in the way of a file stands a link, anything that is neither file nor folder, or what cannot be read. */
export type Found = 'nothing' | 'file' | 'folder' | Obstacle;

/** What is in the way of files, and what it is, as a sentence. */
export interface Obstacle {
  /** Its path below the root: that of the file, or of a folder that leads to it. */
  readonly at: string;
  readonly obstacle: string;
}

/** What stands below the root, as far as it was looked at: path to what it is. */
export interface Standing {
  readonly root: string;
  readonly entries: Map<string, Found>;
}

/**
 * What stands in folders below the root. They are listed at once: to look at each file, and at each folder above it,
 * takes longer. Links are not followed, and what cannot be listed is not.
 *
 * @param folders paths below the root; the root itself is the empty path.
 * @param isDeep whether the folders in them are listed too.
 * @throws Refusal if the root is there and is not a folder.
 */
export function standingIn(root: string, folders: Iterable<string>, isDeep: boolean): Standing {
  refuseRoot(root);
  const standing: Standing = { root, entries: new Map() };
  for (const folder of folders) {
    if (folder === '' || whatStandsAt(folder, standing) === 'folder') list(folder, standing, isDeep);
  }
  return standing;
}

function list(folder: string, standing: Standing, isDeep: boolean): void {
  for (const entry of entriesOf(join(standing.root, folder))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    standing.entries.set(path, kindOf(path, entry));
    if (isDeep && entry.isDirectory()) list(path, standing, isDeep);
  }
}

/** A folder that cannot be read is the user's affair, unless a file is to be in it: then it is in that file's way. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}

/** What is at a path: what stands in the way may be the path itself, or one of the folders that lead to it. */
export function whatStandsAt(path: string, standing: Standing): Found {
  for (const folder of foldersAbove(path)) {
    const found = entryAt(folder, standing);
    // Where there is no folder yet, the system still says whether it takes a path as long as this.
    if (found === 'nothing') return entryAt(path, standing);
    if (found === 'file') return { at: folder, obstacle: `${folder} is not a folder.` };
    if (found !== 'folder') return found;
  }
  return entryAt(path, standing);
}

/** What is not listed is looked for: some file systems find it under a name that differs in case. */
function entryAt(path: string, { root, entries }: Standing): Found {
  const known = entries.get(path);
  if (known !== undefined) return known;
  const found = lookAt(path, root);
  entries.set(path, found);
  return found;
}

function lookAt(path: string, root: string): Found {
  try {
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    return stats === undefined ? 'nothing' : kindOf(path, stats);
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return 'nothing';
    return { at: path, obstacle: `${path} cannot be looked at: ${sayError(error)}` };
  }
}

function kindOf(path: string, entry: Dirent | Stats): Found {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return { at: path, obstacle: `${path} is ${entry.isSymbolicLink() ? 'a symbolic link' : 'not a regular file'}.` };
}

/** The folders that lead to a path, from the top: of `a/b/c`, they are `a` and `a/b`. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end));
  return folders;
}

function refuseRoot(root: string): void {
  const problem = problemOfRoot(root);
  if (problem === undefined) return;
  const remedy = 'Make a folder in its place, or a link to one, or name another.';
  throw new Refusal({ file: root, problem, remedy });
}

function problemOfRoot(root: string): string | undefined {
  try {
    const stats = statSync(root, { throwIfNoEntry: false });
    if (stats !== undefined) return stats.isDirectory() ? undefined : 'The root of all trees is not a folder.';
    const isLink = lstatSync(root, { throwIfNoEntry: false }) !== undefined;
    return isLink ? 'The root of all trees is a symbolic link that leads to nothing.' : undefined;
  } catch (error) {
    return `The root of all trees cannot be looked at: ${sayError(error)}`;
  }
}
