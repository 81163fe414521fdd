import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { LocatedObject } from '@k8s-blocks/findings';
import { readManifests } from '@k8s-blocks/read-manifests';

/** What was read of folders of manifests. */
export interface TrialInput {
  /** Each different object once, where it was read first: bases are also in what builds upon them. */
  readonly objects: readonly LocatedObject[];
  /** How many kustomizations were built, and how many files read. */
  readonly kustomizations: number;
  readonly files: number;
  /** What could not be read or built: those that need other files or the network. */
  readonly unread: readonly string[];
}

/**
 * The objects of folders, as `verify` reads them; but every kustomization that can be built alone is, also one that others build upon.
 */
export async function readInput(folders: readonly string[]): Promise<TrialInput> {
  const paths = folders.flatMap((folder) => [...kustomizationsBelow(folder), folder]);
  const { objects, findings, sources } = await readManifests(paths);
  const unread = findings.filter(({ rule }) => rule === 'unreadable').map(({ file, problem }) => `${file}: ${problem}`);
  const read = sources.filter(({ objects: count }) => count > 0);
  return {
    objects: different(objects),
    kustomizations: read.filter(({ kind }) => kind === 'kustomization').length,
    files: read.filter(({ kind }) => kind === 'file').length,
    unread,
  };
}

/** The folders of the kustomizations below a folder, but for components, which are not built alone. */
function kustomizationsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /^kustomization\.ya?ml$/.test(basename(path)))
    .filter((path) => !/^kind: Component$/m.test(readFileSync(path, 'utf8')))
    .map(dirname);
}

function different(objects: readonly LocatedObject[]): readonly LocatedObject[] {
  const byText = new Map<string, LocatedObject>();
  for (const each of objects) {
    const text = JSON.stringify(each.object);
    if (!byText.has(text)) byText.set(text, each);
  }
  return [...byText.values()];
}
