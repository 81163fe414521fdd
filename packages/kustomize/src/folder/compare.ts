// Synchronous: for thousands of small files, waiting for each costs more than reading it.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
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
  const differences = [...wanted].flatMap(([path, text]) => compareFile(place.root, path, text));
  const stale = place.folder === undefined ? [] : staleFiles(place.root, place.folder, wanted);
  return [...differences, ...stale].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function compareFile(root: string, path: string, wanted: string): FileDifference[] {
  const standing = whatStandsAt(root, path);
  if (standing === 'nothing') return [{ kind: 'missing', path, wanted }];
  if (standing !== 'file') return [{ kind: 'foreign', path, problem: standing.obstacle }];
  const found = readIfThere(join(root, path));
  if (found === undefined) return [{ kind: 'missing', path, wanted }];
  if (found === wanted) return [];
  if (isMarked(path, found)) return [{ kind: 'changed', path, wanted, found }];
  return [{ kind: 'foreign', path, problem: 'It does not carry the marker of an emitted file.' }];
}

/** What is at the path: a plain file, nothing, or what stands in the way of one: a link or a file among its folders. */
function whatStandsAt(root: string, path: string): 'file' | 'nothing' | { readonly obstacle: string } {
  const parts = path.split('/');
  for (const length of parts.keys()) {
    const part = parts.slice(0, length + 1).join('/');
    const stats = lstatSync(join(root, part), { throwIfNoEntry: false });
    if (stats === undefined) return 'nothing';
    const isLast = length === parts.length - 1;
    if (stats.isSymbolicLink()) return { obstacle: `${part} is a symbolic link.` };
    if (!isLast && !stats.isDirectory()) return { obstacle: `${part} is no folder.` };
    if (isLast && !stats.isFile()) return { obstacle: `${part} is no file.` };
  }
  return 'file';
}

function staleFiles(root: string, folder: string, wanted: ReadonlyMap<string, string>): FileDifference[] {
  return filesBelow(root, folder).flatMap((path) => {
    if (wanted.has(path)) return [];
    const found = readIfThere(join(root, path));
    return found !== undefined && isMarked(path, found) ? [{ kind: 'stale', path, found }] : [];
  });
}

/** The plain files below a folder; links are not followed. */
function filesBelow(root: string, folder: string): string[] {
  const entries = orIfAbsent([], () => readdirSync(join(root, folder), { withFileTypes: true }));
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(root, path);
    return entry.isFile() ? [path] : [];
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
