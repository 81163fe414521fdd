// Synchronous on purpose: for thousands of small files, each await costs more than the read.
import { type Dirent, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { errorCode, formatSystemError } from './system-errors.ts';

/** What is at a path. An obstacle is a link, anything else that is neither file nor folder, or what cannot be read. */
export type Entry = 'nothing' | 'file' | 'folder' | Obstacle;

/** Something that is in the way of files. */
export interface Obstacle {
  /** Its path below the root: that of the file, or of a folder above it. */
  readonly at: string;
  /** What it is, as a sentence. */
  readonly obstacle: string;
}

/** What is below the root, as far as it was listed: path to entry. */
export interface Listing {
  readonly root: string;
  readonly entries: Map<string, Entry>;
}

/**
 * Lists folders below the root: one readdir a folder takes less time than a stat for each file and each folder above it.
 * Links are not followed, and folders that cannot be read are left out.
 *
 * @param folders paths below the root; the root itself is the empty path.
 * @param isDeep whether the folders in them are listed too.
 * @throws Refusal if the root exists and is not a folder.
 */
export function listFolders(root: string, folders: Iterable<string>, isDeep: boolean): Listing {
  refuseRoot(root);
  const listing: Listing = { root, entries: new Map() };
  for (const folder of folders) {
    if (folder === '' || listedAt(folder, listing) === 'folder') list(folder, listing, isDeep);
  }
  return listing;
}

function list(folder: string, listing: Listing, isDeep: boolean): void {
  for (const entry of entriesOf(join(listing.root, folder))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    listing.entries.set(path, kindOf(path, entry));
    if (isDeep && entry.isDirectory()) list(path, listing, isDeep);
  }
}

/** A folder that cannot be read has no entries here. If a wanted file is in it, reading or writing that file says so. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}

/** What is at a path; an obstacle may also be at one of the folders above it. */
export function entryAt(path: string, listing: Listing): Entry {
  for (const folder of foldersAbove(path)) {
    const found = listedAt(folder, listing);
    // Even if the folder does not exist, lstat of the path tells whether it is too long.
    if (found === 'nothing') return listedAt(path, listing);
    if (found === 'file') return { at: folder, obstacle: `${folder} is not a folder.` };
    if (found !== 'folder') return found;
  }
  return listedAt(path, listing);
}

/** A path that is not listed is looked up: on file systems that ignore case, it may exist under another spelling. */
function listedAt(path: string, { root, entries }: Listing): Entry {
  const listed = entries.get(path);
  if (listed !== undefined) return listed;
  const found = lookAt(path, root);
  entries.set(path, found);
  return found;
}

function lookAt(path: string, root: string): Entry {
  try {
    const stats = lstatSync(join(root, path), { throwIfNoEntry: false });
    return stats === undefined ? 'nothing' : kindOf(path, stats);
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return 'nothing';
    return { at: path, obstacle: `${path} cannot be looked at: ${formatSystemError(error)}` };
  }
}

function kindOf(path: string, entry: Dirent | Stats): Entry {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return { at: path, obstacle: `${path} is ${entry.isSymbolicLink() ? 'a symbolic link' : 'not a regular file'}.` };
}

/** The folders above a path, from the top: of `a/b/c`, they are `a` and `a/b`. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end));
  return folders;
}

function refuseRoot(root: string): void {
  const problem = problemOfRoot(root);
  if (problem === undefined) return;
  const remedy = 'Replace it by a folder, or a link to one, or choose another root.';
  throw new Refusal({ file: root, problem, remedy });
}

function problemOfRoot(root: string): string | undefined {
  try {
    const stats = statSync(root, { throwIfNoEntry: false });
    if (stats !== undefined) return stats.isDirectory() ? undefined : 'The root of all trees is not a folder.';
    const isLink = lstatSync(root, { throwIfNoEntry: false }) !== undefined;
    return isLink ? 'The root of all trees is a symbolic link that leads to nothing.' : undefined;
  } catch (error) {
    return `The root of all trees cannot be looked at: ${formatSystemError(error)}`;
  }
}
