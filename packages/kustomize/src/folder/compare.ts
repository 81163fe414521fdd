import { basename, join } from 'node:path';
import type { Tree } from '../tree.ts';
import { type FolderOptions, filesBelowRoot } from './folder-options.ts';
import { beginsWithMarker, isMarked } from './is-marked.ts';
import { entryAt, type Listing, listFolders } from './listing.ts';
import { type Maker, marked } from './marker.ts';
import { readHead } from './read-head.ts';
import { isStagedName } from './staged-file.ts';
import { errorCode, formatSystemError } from './system-errors.ts';

/** How one file differs from the wanted one. Paths are below the root, with slashes. */
export type FileDifference =
  | { readonly kind: 'missing'; readonly path: string; readonly wanted: string }
  | { readonly kind: 'changed'; readonly path: string; readonly wanted: string }
  /** Emitted before, and no longer wanted. */
  | { readonly kind: 'stale'; readonly path: string }
  /** A file, folder or link without the marker is at its path, or at that of a folder above it. */
  | { readonly kind: 'foreign'; readonly path: string; readonly at: string; readonly problem: string };

/** How a folder differs from a tree. */
export interface Comparison {
  /** In the order of paths; empty if nothing differs. */
  readonly differences: readonly FileDifference[];
  /** Temporary files in the folder, of an emit that is running or was interrupted: paths below the root. */
  readonly staged: readonly string[];
}

/**
 * How a folder differs from a tree. Writes nothing. Of a file that is not in the tree it reads no more than the marker, of
 * the others no more than the length that the tree has.
 *
 * @throws Refusal if the options, the root or a path of the tree are not valid.
 */
export function compare(tree: Tree, options: FolderOptions): Comparison {
  const { maker = 'emit', root, folder, source } = options;
  const wanted = new Map(
    [...filesBelowRoot(tree, options)].map(([path, text]) => [path, marked(path, text, maker, source)]),
  );
  const listing = folder === undefined ? listBeside(wanted, root) : listFolders(root, [folder], true);
  const differences = [...wanted].flatMap(([path, text]) => compareFile(path, text, maker, listing));
  const unwanted = [...listing.entries].flatMap(([path, found]) =>
    found === 'file' && !wanted.has(path) ? [path] : [],
  );
  // The files of a tree without a folder of its own lie beside those of others in the root, where nothing is stale.
  const stale = unwanted.filter((path) => path.includes('/') && isMarked(path, maker, root));
  return {
    differences: [...differences, ...stale.map((path) => ({ kind: 'stale' as const, path }))].sort((a, b) =>
      a.path < b.path ? -1 : 1,
    ),
    staged: unwanted.filter((path) => isStagedName(basename(path))),
  };
}

/** Lists the root without the folders in it, which may be of others, and those of the wanted files with all in them. */
function listBeside(wanted: ReadonlyMap<string, string>, root: string): Listing {
  const folders = [...wanted.keys()]
    .filter((path) => path.includes('/'))
    .map((path) => path.slice(0, path.indexOf('/')));
  const { entries } = listFolders(root, [''], false);
  return { root, entries: new Map([...entries, ...listFolders(root, new Set(folders), true).entries]) };
}

function compareFile(path: string, wanted: string, maker: Maker, listing: Listing): FileDifference[] {
  const found = entryAt(path, listing);
  if (found === 'nothing') return [{ kind: 'missing', path, wanted }];
  const foreign = (problem: string, at = path) => [{ kind: 'foreign' as const, path, at, problem }];
  if (found === 'folder') return foreign(`${path} is a folder.`);
  if (found !== 'file') return foreign(found.obstacle, found.at);
  try {
    const bytes = Buffer.from(wanted);
    const head = readHead(join(listing.root, path), bytes.length + 1);
    if (head.equals(bytes)) return [];
    if (beginsWithMarker(head, path, maker)) return [{ kind: 'changed', path, wanted }];
    return foreign(`It does not carry the marker of a file that ${maker} has written.`);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [{ kind: 'missing', path, wanted }];
    return foreign(`It cannot be read: ${formatSystemError(error)}`);
  }
}
