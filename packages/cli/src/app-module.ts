import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { App, Documents } from '@k8s-blocks/app';
import { Refusal } from '@k8s-blocks/refusal';
import { importDefault } from './import-module.ts';
import { installedFolder, workspaceTop } from './workspace.ts';

/** A module that was loaded: the path that names it, and the app or documents that it exports. */
export interface LoadedModule {
  readonly path: string;
  readonly emitted: App | Documents;
}

/**
 * The app or documents that a module exports.
 *
 * @throws Refusal if there is no such file, or its default export is neither.
 */
export async function loadEmitted(modulePath: string): Promise<App | Documents> {
  const emitted = await importDefault(modulePath, 'Give the path of an app module.');
  if (isEmitted(emitted)) return emitted;
  throw new Refusal({
    file: modulePath,
    problem: 'Its default export is not an app.',
    remedy: 'Export one: export default app(…).',
  });
}

/** The app that a module exports. Throws as {@link loadEmitted} does, and for documents. */
export async function loadApp(modulePath: string): Promise<App> {
  const emitted = await loadEmitted(modulePath);
  if ('contract' in emitted) return emitted;
  throw new Refusal({
    file: modulePath,
    problem: `"${emitted.name}" is not an app: it emits documents, which Kustomize does not build.`,
    remedy: 'Give the path of an app module.',
  });
}

/** The name of an app or of documents, for messages. */
export function nameOf(emitted: App | Documents): string {
  return 'contract' in emitted ? emitted.contract.name : emitted.name;
}

/** Whether what a module exports is an app or documents. */
export function isEmitted(value: unknown): value is App | Documents {
  return typeof value === 'object' && value !== null && 'tree' in value && ('layers' in value || 'name' in value);
}

/** Options of `emit` and `check`: the folders to write to, and the sentence of emitted files that names their source. */
export function emitOptions(module: LoadedModule, { root }: { readonly root: string }) {
  return { root: resolve(root), staging: stagingFolder(), source: `Change ${sourceOf(module)} and emit again.` };
}

/** Where to change what a module emits: its project, from the top of the workspace, so that it is the same wherever it is run. */
export function sourceOf({ path, emitted }: LoadedModule): string {
  if ('source' in emitted && emitted.source !== undefined) return emitted.source;
  const folder = relative(workspaceTop(process.cwd()), projectFolder(resolve(path)));
  return folder === '' ? 'its app' : folder.split(sep).join('/');
}

/** The folder in which files are staged before they are moved: on the same file system as the workspace, ignored by git. */
export function stagingFolder(): string {
  return join(installedFolder(process.cwd()), 'node_modules/.cache/k8s-blocks');
}

/** The nearest folder with a package.json above a module; the folder of the module if there is none. */
function projectFolder(path: string): string {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return dirname(path);
}
