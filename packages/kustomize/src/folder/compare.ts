// Synchronous: for thousands of small files, waiting for each costs more than reading it.
import { type Dirent, lstatSync, readdirSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '../tree.ts';
import { isMarked, marked } from './marker.ts';

/** Where a tree belongs. */
export interface Place {
  /** The folder that holds all emitted trees: the absolute path of `k8s`. */
  readonly root: string;
  /**
   * The tree's own folder in it: `agent-society`. Left out for files that lie in the root itself, beside what is not
   * theirs; of those none is ever stale.
   */
  readonly folder?: string;
  /** Where to change what the tree is made of, and how to emit it again; it stands in the marker of every file. */
  readonly source: string;
}

/** How one file differs from the one that is to be there. Paths are below the root, with slashes. */
export type FileDifference =
  | { readonly kind: 'missing'; readonly path: string; readonly wanted: string }
  | { readonly kind: 'changed'; readonly path: string; readonly wanted: string; readonly found: string }
  /** Emitted once, and no longer wanted. */
  | { readonly kind: 'stale'; readonly path: string; readonly found: string }
  /** In the place of an emitted file, and not emitted: somebody's own. */
  | { readonly kind: 'foreign'; readonly path: string; readonly problem: string };

/** How a folder differs from the tree that is to be in it, in the order of paths; empty if it does not. Reads only. */
export function compare(tree: Tree, place: Place): readonly FileDifference[] {
  const wanted = new Map(
    [...tree].map(([path, text]) => {
      const fullPath = place.folder === undefined ? path : `${place.folder}/${path}`;
      return [fullPath, marked(fullPath, text, place.source)];
    }),
  );
  const standing = standingIn(place);
  const differences = [...wanted].flatMap(([path, text]) => compareFile(path, text, standing));
  const stale = staleFiles(place, wanted, standing);
  return [...differences, ...stale].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What stands at a path: a file, a folder, a link, or nothing. */
type Entry = Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'> | undefined;

/** What stands below the root, as far as it was looked at: path to what it is. */
interface Standing {
  readonly root: string;
  readonly entries: Map<string, Entry>;
}

/**
 * What stands in the tree's folder, all the way down. It is listed at once: to look at each file, and at each folder above
 * it, takes longer.
 */
function standingIn({ root, folder }: Place): Standing {
  const standing: Standing = { root, entries: new Map() };
  if (folder !== undefined && whatStandsAt(folder, standing) === 'folder') list(folder, standing);
  return standing;
}

/** Links are not followed. */
function list(folder: string, standing: Standing): void {
  for (const entry of entriesOf(join(standing.root, folder))) {
    const path = `${folder}/${entry.name}`;
    standing.entries.set(path, entry);
    if (entry.isDirectory()) list(path, standing);
  }
}

/** What is not listed is looked for: some file systems find it under a name that differs in case. */
function entryAt(path: string, { root, entries }: Standing): Entry {
  if (!entries.has(path)) entries.set(path, lstatSync(join(root, path), { throwIfNoEntry: false }));
  return entries.get(path);
}

function entriesOf(folder: string): readonly Dirent[] {
  return orIfAbsent([], () => readdirSync(folder, { withFileTypes: true }));
}

function compareFile(path: string, wanted: string, standing: Standing): FileDifference[] {
  const found = whatStandsAt(path, standing);
  if (found === 'nothing') return [{ kind: 'missing', path, wanted }];
  if (found === 'folder') return [{ kind: 'foreign', path, problem: `${path} is no file.` }];
  if (found !== 'file') return [{ kind: 'foreign', path, problem: found.obstacle }];
  const text = readIfThere(join(standing.root, path));
  if (text === undefined) return [{ kind: 'missing', path, wanted }];
  if (text === wanted) return [];
  if (isMarked(path, text)) return [{ kind: 'changed', path, wanted, found: text }];
  return [{ kind: 'foreign', path, problem: 'It does not carry the marker of an emitted file.' }];
}

/** What is at a path: a plain file, a folder, nothing, or what stands in their way: a link or a file among its folders. */
function whatStandsAt(path: string, standing: Standing): 'file' | 'folder' | 'nothing' | { readonly obstacle: string } {
  for (const folder of foldersAbove(path)) {
    const entry = entryAt(folder, standing);
    if (entry === undefined) return 'nothing';
    if (entry.isSymbolicLink()) return { obstacle: `${folder} is a symbolic link.` };
    if (!entry.isDirectory()) return { obstacle: `${folder} is no folder.` };
  }
  const entry = entryAt(path, standing);
  if (entry === undefined) return 'nothing';
  if (entry.isSymbolicLink()) return { obstacle: `${path} is a symbolic link.` };
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : { obstacle: `${path} is no file.` };
}

/** The folders that lead to a path, from the top: of `a/b/c`, they are `a` and `a/b`. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.push(path.slice(0, end));
  return folders;
}

/** Of what lies in the root itself, beside what is not the tree's, nothing is ever stale. */
function staleFiles(
  { folder }: Place,
  wanted: ReadonlyMap<string, string>,
  { root, entries }: Standing,
): readonly FileDifference[] {
  if (folder === undefined) return [];
  return [...entries].flatMap(([path, entry]): FileDifference[] => {
    if (wanted.has(path) || !entry?.isFile()) return [];
    const found = readIfThere(join(root, path));
    return found !== undefined && isMarked(path, found) ? [{ kind: 'stale', path, found }] : [];
  });
}

function readIfThere(path: string): string | undefined {
  return orIfAbsent(undefined, () => readFileSync(path, 'utf8'));
}

function orIfAbsent<T, U>(value: U, read: () => T): T | U {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return value;
    throw error;
  }
}
