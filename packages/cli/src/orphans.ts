import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { emit, filesOfFolder } from '@k8s-blocks/kustomize';
import { formatList } from '@k8s-blocks/refusal';
import { STACK_FOLDERS } from '@k8s-blocks/topology';
import { stagingFolder } from './app-module.ts';
import { workspaceTop } from './workspace.ts';

/** A tree below the root whose app is gone: its service was renamed or removed. */
export interface Orphan {
  /** Its folder below the root: `payments`. */
  readonly folder: string;
  /** The files in it that emit has written: paths below the root. */
  readonly files: readonly string[];
  /** Where its first line says that it is made. */
  readonly source: string;
}

/** What is emitted now. */
export interface Known {
  /** The folders below the root. */
  readonly folders: ReadonlySet<string>;
  /** The projects that they are made by, as the first lines of files name them. */
  readonly sources: ReadonlySet<string>;
}

/**
 * The trees that no app emits any more. Only files with the marker count. A tree that another project made, which is still
 * there, is left alone: it may be one of another stack. The folders of the whole stack are those of its documents.
 */
export function findOrphans(root: string, { folders, sources }: Known): readonly Orphan[] {
  return foldersIn(root).flatMap((folder) => {
    if (folders.has(folder) || STACK_FOLDERS.includes(folder)) return [];
    const { emitted: files } = filesOfFolder(resolve(root), folder);
    const [first] = files;
    if (first === undefined) return [];
    const source = sourceIn(firstLine(join(root, first)));
    const isOfOthers = !sources.has(source) && isProject(join(workspaceTop(process.cwd()), source));
    return isOfOthers ? [] : [{ folder, files, source }];
  });
}

/** Where the first line of a file says that it is made, as `emitOptions` writes it; empty if it does not say. */
function sourceIn(line: string): string {
  const [, sentence = ''] = line.split('do not edit. Change ');
  return sentence.includes(' and emit again.') ? (sentence.split(' and emit again.')[0] ?? '') : '';
}

/** What is wrong with a tree without an app, and what to do, as lines. */
export function formatOrphan(root: string, { folder, files, source }: Orphan): string {
  const count = files.length === 1 ? '1 file' : `${files.length} files`;
  return `${join(root, folder)}: No app emits this tree any more (${count}, made by ${source || 'an app'}).
  Was its service renamed or removed? Remove the tree with "emit --prune" of the same modules, or have an app of that name again.
`;
}

/** Removes the files that emit has written, and the folders that become empty. Returns what was done, as lines. */
export async function pruneOrphan(root: string, { folder }: Orphan): Promise<readonly string[]> {
  const options = { root: resolve(root), folder, source: 'Pruned.', staging: stagingFolder() };
  const { removed } = await emit(new Map(), options);
  const { others } = filesOfFolder(resolve(root), folder);
  const left = `left     ${join(root, folder)}, in which is what emit has not written: ${formatList(others)}`;
  return [...removed.map((path) => `removed  ${join(root, path)}`), ...(others.length === 0 ? [] : [left])];
}

/** The folders in the root, without links, which emit does not follow. */
function foldersIn(root: string): readonly string[] {
  try {
    const entries = readdirSync(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    // There is no such folder yet, or it cannot be read, which emit and check say.
    return [];
  }
}

function firstLine(path: string): string {
  return readFileSync(path, 'utf8').split('\n', 1)[0] ?? '';
}

/** Whether a folder holds anything but what installing and building leaves behind. */
function isProject(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => !['node_modules', 'dist'].includes(name));
  } catch {
    return false;
  }
}
