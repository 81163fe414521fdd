import { printableLine } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { FILE_NAME_RULE, isFileName } from '../file-name.ts';
import type { Maker } from './marker.ts';

/** Where a tree belongs. */
export interface Place {
  /**
   * The folder that holds all trees: the absolute path of `k8s`. It is made where it is not there. If it is a link to a
   * folder, that folder is meant; links below it are not followed.
   */
  readonly root: string;
  /**
   * The tree's own folder in it: `agent-society`. Left out for files that lie in the root itself, beside what is not
   * theirs; of those none is ever stale.
   */
  readonly folder?: string;
  /** Where to change what the tree is made of, and how to make it again; it stands in the marker of every file. */
  readonly source: string;
  /** Which command makes the tree; it stands in the marker too. Default: `emit`. */
  readonly maker?: Maker;
}

/**
 * The files of a tree by their paths below the root.
 *
 * @throws Refusal if the place or a path is not valid, so that a file would lie outside of the root, or two files
 * could not lie beside each other on every file system.
 */
export function placed(tree: ReadonlyMap<string, string>, { folder, source }: Place): ReadonlyMap<string, string> {
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

/** A line break would end the comment that it stands in. */
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

/** Paths that a file system which ignores case has only one of, and files that are folders of other files. */
function clashesOf(paths: Iterable<string>): readonly Problem[] {
  const files = new Set(paths);
  const known = new Map<string, string>();
  return [...files].flatMap((file) => {
    const names = file.split('/');
    return names.flatMap((_, index): Problem[] => {
      const path = names.slice(0, index + 1).join('/');
      const folded = path.normalize('NFC').toLowerCase();
      const other = known.get(folded) ?? path;
      known.set(folded, other);
      const clash =
        other !== path
          ? `"${path}" and "${other}" are one name on file systems that ignore case.`
          : `"${path}" is a file and a folder at once.`;
      const isClash = other !== path || (path !== file && files.has(path));
      return isClash ? [{ file, problem: clash, remedy: 'Give one of them another name.' }] : [];
    });
  });
}
