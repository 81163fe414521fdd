import { basename } from 'node:path';
import { isMarked } from './is-marked.ts';
import { listFolders } from './listing.ts';
import { isStagedName } from './staged-file.ts';

/** What a folder of the root holds, apart from folders: paths below the root. */
export interface FilesOfFolder {
  /** The files that emit has written. */
  readonly emitted: readonly string[];
  /** Everything else: files without the marker, links. */
  readonly others: readonly string[];
}

/**
 * The files in a folder below the root and in the folders of it; none if it does not exist. Links are not followed.
 *
 * @param root the absolute path of the folder that holds all trees.
 * @throws Refusal if the root exists and is not a folder.
 */
export function filesOfFolder(root: string, folder: string): FilesOfFolder {
  const { entries } = listFolders(root, [folder], true);
  const paths = [...entries].flatMap(([path, found]) => (found === 'folder' || found === 'nothing' ? [] : [path]));
  const isEmitted = (path: string) => entries.get(path) === 'file' && isMarked(path, 'emit', root);
  const emitted = new Set(paths.filter(isEmitted));
  const others = paths.filter((path) => !emitted.has(path) && !isStagedName(basename(path)));
  return { emitted: [...emitted].sort(), others: others.sort() };
}
