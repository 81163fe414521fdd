import { printableLine } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { FILE_NAME_RULE, isFileName } from '../file-name.ts';
import type { Maker } from './marker.ts';

/** Which folder holds a tree, and what the markers of its files say. */
export interface FolderOptions {
  /**
   * The folder that holds all trees: the absolute path of `k8s`. It is created if it does not exist. It may be a link to a
   * folder; links below it are not followed.
   */
  readonly root: string;
  /**
   * The tree's own folder in the root: `agent-society`. Default: the tree's files are in the root itself, beside those of
   * others, where no file is ever taken for stale; and in folders there, such as `overlays`, which are its own.
   */
  readonly folder?: string;
  /** Where to change what the tree is made of, and how to make it again: a part of the marker of every file. */
  readonly source: string;
  /** The command that makes the tree: a part of the marker too. Default: `emit`. */
  readonly maker?: Maker;
}

/**
 * The files of a tree by their paths below the root.
 *
 * @throws Refusal if the folder or a path is not valid: it leads out of the root, or two paths would clash on a file system
 * that ignores case.
 */
export function filesBelowRoot(
  tree: ReadonlyMap<string, string>,
  { folder, source }: FolderOptions,
): ReadonlyMap<string, string> {
  refuse([...problemsOfFolder(folder), ...problemsOfSource(source)]);
  refuse([...[...tree.keys()].flatMap(problemsOfPath), ...clashesOf(tree.keys())]);
  return folder === undefined ? tree : new Map([...tree].map(([path, text]) => [`${folder}/${path}`, text]));
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Refusal(problems);
}

function problemsOfFolder(folder: string | undefined): readonly Problem[] {
  if (folder === undefined || folder.split('/').every(isFileName)) return [];
  const problem = `${JSON.stringify(folder)} is not a valid folder for a tree below the root.`;
  return [{ problem, remedy: `Give its name, such as agent-society. ${FILE_NAME_RULE}` }];
}

/** A line break would end the comment that holds the source, and `-->` that of a Markdown file. */
function problemsOfSource(source: string): readonly Problem[] {
  if (printableLine(source) === source && !/--!?>/.test(source)) return [];
  const problem = `The source ${JSON.stringify(source)} is not valid in the first line of a file.`;
  return [{ problem, remedy: 'Give one line of text, in which all characters show and no comment ends (-->).' }];
}

function problemsOfPath(path: string): readonly Problem[] {
  if (path.split('/').every(isFileName)) return [];
  const problem = `${JSON.stringify(path)} is not a valid path of a file in a tree.`;
  return [
    { file: path, problem, remedy: `Give names below the tree's folder, with slashes between. ${FILE_NAME_RULE}` },
  ];
}

/** Paths that are one and the same on file systems that ignore case, and files that are folders of other files. */
function clashesOf(paths: Iterable<string>): readonly Problem[] {
  const files = new Set(paths);
  const pathsByFolded = new Map<string, string>();
  return [...files].flatMap((file) => {
    const names = file.split('/');
    return names.flatMap((_, index): Problem[] => {
      const path = names.slice(0, index + 1).join('/');
      const folded = path.normalize('NFC').toLowerCase();
      const other = pathsByFolded.get(folded) ?? path;
      pathsByFolded.set(folded, other);
      const clash =
        other !== path
          ? `"${path}" and "${other}" are one name on file systems that ignore case.`
          : `"${path}" is a file and a folder at once.`;
      const isClash = other !== path || (path !== file && files.has(path));
      return isClash ? [{ file, problem: clash, remedy: 'Give one of them another name.' }] : [];
    });
  });
}
