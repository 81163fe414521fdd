import { lstat, readdir, readFile } from 'node:fs/promises';
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
export async function compare(tree: Tree, place: Place): Promise<readonly FileDifference[]> {
  const wanted = new Map(
    [...tree].map(([path, text]) => {
      const fullPath = place.folder === undefined ? path : `${place.folder}/${path}`;
      return [fullPath, marked(fullPath, text, place.source)];
    }),
  );
  const differences = await Promise.all([...wanted].map(([path, text]) => compareFile(place.root, path, text)));
  const stale = place.folder === undefined ? [] : await staleFiles(place.root, place.folder, wanted);
  return [...differences.flat(), ...stale].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function compareFile(root: string, path: string, wanted: string): Promise<FileDifference[]> {
  const obstacle = await obstacleTo(root, path);
  if (obstacle !== undefined) return [{ kind: 'foreign', path, problem: obstacle }];
  const found = await readIfThere(join(root, path));
  if (found === undefined) return [{ kind: 'missing', path, wanted }];
  if (found === wanted) return [];
  if (isMarked(path, found)) return [{ kind: 'changed', path, wanted, found }];
  return [{ kind: 'foreign', path, problem: 'It does not carry the marker of an emitted file.' }];
}

/** What stands in the way of a plain file at the path: a link or a file among its folders, or no file at its end. */
async function obstacleTo(root: string, path: string): Promise<string | undefined> {
  const parts = path.split('/');
  for (const length of parts.keys()) {
    const part = parts.slice(0, length + 1).join('/');
    const stats = await statIfThere(join(root, part));
    if (stats === undefined) return undefined;
    const isLast = length === parts.length - 1;
    if (stats.isSymbolicLink()) return `${part} is a symbolic link.`;
    if (!isLast && !stats.isDirectory()) return `${part} is no folder.`;
    if (isLast && !stats.isFile()) return `${part} is no file.`;
  }
  return undefined;
}

async function staleFiles(
  root: string,
  folder: string,
  wanted: ReadonlyMap<string, string>,
): Promise<FileDifference[]> {
  const paths = (await filesBelow(root, folder)).filter((path) => !wanted.has(path));
  const files = await Promise.all(paths.map(async (path) => ({ path, found: await readIfThere(join(root, path)) })));
  return files.flatMap(({ path, found }) =>
    found !== undefined && isMarked(path, found) ? [{ kind: 'stale', path, found }] : [],
  );
}

/** The plain files below a folder; links are not followed. */
async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(orIfAbsent([]));
  const nested = await Promise.all(
    entries.map((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(root, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return nested.flat();
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(orIfAbsent(undefined));
}

function statIfThere(path: string) {
  return lstat(path).catch(orIfAbsent(undefined));
}

function orIfAbsent<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return value;
    throw error;
  };
}
