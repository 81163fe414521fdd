import { basename, dirname, join } from 'node:path';
import type { Tree } from '../tree.ts';
import { type Maker, marked, markerOf } from './marker.ts';
import { type Place, placed } from './place.ts';
import { readHead } from './read-head.ts';
import { isStagedName } from './staged-file.ts';
import { type Standing, standingIn, whatStandsAt } from './standing.ts';
import { errorCode, sayError } from './system-errors.ts';

/** How one file differs from the one that is to be there. Paths are below the root, with slashes. */
export type FileDifference =
  | { readonly kind: 'missing'; readonly path: string; readonly wanted: string }
  | { readonly kind: 'changed'; readonly path: string; readonly wanted: string }
  /** Emitted once, and no longer wanted. */
  | { readonly kind: 'stale'; readonly path: string }
  /** A file, folder or link without the marker is at its path, or at that of a folder above it. */
  | { readonly kind: 'foreign'; readonly path: string; readonly at: string; readonly problem: string };

/** How a folder differs from the tree that is to be in it. */
export interface Comparison {
  /** In the order of paths; empty if it does not differ. */
  readonly differences: readonly FileDifference[];
  /** Files in the folder that were being written, here or by an emit that was interrupted: paths below the root. */
  readonly staged: readonly string[];
}

/**
 * How a folder differs from the tree that is to be in it. Reads only: of a file that is not wanted no more than the marker,
 * of one that is no more than the tree has.
 *
 * @throws Refusal if the place, its root or a path of the tree is not valid.
 */
export function compare(tree: Tree, place: Place): Comparison {
  const { maker = 'emit', root, folder, source } = place;
  const wanted = new Map([...placed(tree, place)].map(([path, text]) => [path, marked(path, text, maker, source)]));
  const standing = folder === undefined ? standingBeside(wanted, root) : standingIn(root, [folder], true);
  const differences = [...wanted].flatMap(([path, text]) => compareFile(path, text, maker, standing));
  const unwanted = [...standing.entries].flatMap(([path, found]) =>
    found === 'file' && !wanted.has(path) ? [path] : [],
  );
  // Of what lies in the root itself, beside what is not the tree's, nothing is ever stale.
  const stale = folder === undefined ? [] : unwanted.filter((path) => isMarked(path, maker, root));
  return {
    differences: [...differences, ...stale.map((path) => ({ kind: 'stale' as const, path }))].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
    staged: unwanted.filter((path) => isStagedName(basename(path))),
  };
}

/** What stands beside the files: the root may hold much else. */
function standingBeside(wanted: ReadonlyMap<string, string>, root: string): Standing {
  const folders = [...wanted.keys()].map((path) => dirname(path)).map((folder) => (folder === '.' ? '' : folder));
  return standingIn(root, new Set(folders), false);
}

function compareFile(path: string, wanted: string, maker: Maker, standing: Standing): FileDifference[] {
  const found = whatStandsAt(path, standing);
  if (found === 'nothing') return [{ kind: 'missing', path, wanted }];
  const foreign = (problem: string, at = path) => [{ kind: 'foreign' as const, path, at, problem }];
  if (found === 'folder') return foreign(`${path} is a folder.`);
  if (found !== 'file') return foreign(found.obstacle, found.at);
  try {
    const bytes = Buffer.from(wanted);
    const head = readHead(join(standing.root, path), bytes.length + 1);
    if (head.equals(bytes)) return [];
    if (beginsWithMarker(head, path, maker)) return [{ kind: 'changed', path, wanted }];
    return foreign(`It does not carry the marker of a file that ${maker} has written.`);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [{ kind: 'missing', path, wanted }];
    return foreign(`It cannot be read: ${sayError(error)}`);
  }
}

/** Whether a file carries the marker. One that cannot be read is not known to, and left alone. */
function isMarked(path: string, maker: Maker, root: string): boolean {
  try {
    const head = readHead(join(root, path), BYTE_ORDER_MARK.length + Buffer.byteLength(markerOf(path, maker)));
    return beginsWithMarker(head, path, maker);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}

/** An editor that puts a byte order mark before the marker does not make the file somebody's own. */
function beginsWithMarker(head: Buffer, path: string, maker: Maker): boolean {
  const marker = Buffer.from(markerOf(path, maker));
  const start = head.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0;
  return head.subarray(start, start + marker.length).equals(marker);
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff');
