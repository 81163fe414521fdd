import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Fields, isFields, listOf } from '@k8s-blocks/manifest';
import { readDocuments } from '@k8s-blocks/read-yaml';

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Folders that hold no manifests of their own. */
const SKIPPED = ['.git', 'node_modules'];

/** The folders in a folder, in alphabetical order. */
export function foldersIn(folder: string): string[] {
  if (!isFolder(folder)) return [];
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !SKIPPED.includes(entry.name))
    .map(({ name }) => name);
  return names.sort().map((name) => join(folder, name));
}

/** Whether a folder is a kustomization. */
export function isKustomization(folder: string): boolean {
  return fileOfKustomization(folder) !== undefined;
}

/** Whether a path is a folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** What a kustomization says; undefined if the folder is none, or it cannot be read. */
export function kustomizationIn(folder: string): Fields | undefined {
  const file = fileOfKustomization(folder);
  if (file === undefined) return undefined;
  const [content] = readDocuments(readFileSync(file)).data;
  return isFields(content) ? content : {};
}

/** The folders and files that a kustomization builds upon, as absolute paths; none of another address. */
export function pathsNamedBy(folder: string): string[] {
  const content = kustomizationIn(folder);
  const named = ['resources', 'bases', 'components'].flatMap((field) => listOf(content?.[field]));
  return named.filter((each) => typeof each === 'string').map((each) => resolve(folder, each));
}

/** Whether a folder is a kustomization that builds upon another. */
export function buildsUpon(folder: string, base: string): boolean {
  return pathsNamedBy(folder).some((path) => path === resolve(base) || dirname(path) === resolve(base));
}

function fileOfKustomization(folder: string): string | undefined {
  return KUSTOMIZATIONS.map((name) => join(folder, name)).find(
    (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true,
  );
}
