import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Finding } from '@k8s-blocks/findings';
import { formatNames } from '@k8s-blocks/refusal';
import type { GivenEnvironment } from './given.ts';
import { foldersIn, isFolder, kustomizationIn, pathsNamedBy } from './kustomization-files.ts';

/**
 * The note of folders below the paths that hold manifests and are of no environment: a path whose folders are environments stands for
 * these alone.
 *
 * @param paths the paths that were given without an environment.
 * @param given what they stand for.
 */
export function foldersLeftOut(paths: readonly string[], given: readonly GivenEnvironment[]): Finding[] {
  const read = readBy(given.flatMap((each) => each.paths));
  const [first, ...others] = [...new Set(paths.flatMap((path) => leftOutBelow(path, read)))];
  if (first === undefined) return [];
  const more =
    others.length === 0
      ? ''
      : ` So ${others.length === 1 ? 'is' : 'are'} ${others.length} more: ${formatNames(others)}.`;
  return [
    {
      rule: 'passed-over',
      code: 'passed-over',
      severity: 'warning',
      file: first,
      problem: `This folder has manifests that no environment builds upon, and is left out.${more}`,
      why: 'A folder that holds environments stands for these alone.',
      remedy: `Give what belongs to the stack as a path of its own, too: ${first}.`,
    },
  ];
}

/** What is read of paths: they, and all that their kustomizations build upon. */
function readBy(paths: readonly string[]): ReadonlySet<string> {
  const read = new Set<string>();
  const waiting = paths.map((path) => resolve(path));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (read.has(next)) continue;
    read.add(next);
    if (isFolder(next)) waiting.push(...pathsNamedBy(next));
  }
  return read;
}

function leftOutBelow(folder: string, read: ReadonlySet<string>): string[] {
  if (!isFolder(folder) || read.has(resolve(folder))) return [];
  const content = kustomizationIn(folder);
  if (content?.kind === 'Component' || filesIn(folder).includes('Chart.yaml')) return [];
  if (content !== undefined) {
    // One that only lists what is read besides, such as that of a whole stack, has nothing of its own.
    const named = pathsNamedBy(folder);
    if (named.length > 0 && named.every((path) => read.has(path))) return foldersBelow(folder, read);
    return [folder];
  }
  return hasManifests(folder, read) ? [folder] : foldersBelow(folder, read);
}

function foldersBelow(folder: string, read: ReadonlySet<string>): string[] {
  return foldersIn(folder).flatMap((each) => leftOutBelow(each, read));
}

/** Whether a folder holds a file with manifests that nothing builds upon. */
function hasManifests(folder: string, read: ReadonlySet<string>): boolean {
  return filesIn(folder).some((name) => {
    const file = join(folder, name);
    if (!/\.ya?ml$/.test(name) || read.has(resolve(file))) return false;
    const text = readFileSync(file, 'utf8');
    return /^apiVersion:/m.test(text) && /^kind:/m.test(text) && !read.has(dirname(resolve(file)));
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
}
