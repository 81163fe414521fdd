import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { App, Documents } from '@k8s-blocks/app';
import { Refusal } from '@k8s-blocks/refusal';
import type { Options } from './command.ts';
import { importDefault } from './import-module.ts';

/**
 * What a module exports to be emitted: an app, or documents.
 *
 * @throws Refusal if there is no such file, or its default export is neither.
 */
export async function loadEmitted(modulePath: string): Promise<App | Documents> {
  const emitted = await importDefault(modulePath, 'Give the path of an app module.');
  if (isEmitted(emitted)) return emitted;
  throw new Refusal({
    file: modulePath,
    problem: 'Its default export is no app.',
    remedy: 'Export one: export default app(…).',
  });
}

/** The app that a module exports. Throws as {@link loadEmitted} does, and for documents. */
export async function loadApp(modulePath: string): Promise<App> {
  const emitted = await loadEmitted(modulePath);
  if ('contract' in emitted) return emitted;
  throw new Refusal({
    file: modulePath,
    problem: `"${emitted.name}" is no app, but documents: there is nothing to build.`,
  });
}

/** What messages call an app or documents. */
export function nameOf(emitted: App | Documents): string {
  return 'contract' in emitted ? emitted.contract.name : emitted.name;
}

/** Whether what a module exports is an app or documents. */
export function isEmitted(value: unknown): value is App | Documents {
  return typeof value === 'object' && value !== null && 'tree' in value && ('layers' in value || 'name' in value);
}

/** Where an app is emitted to, and where a reader of its files is sent. */
export function formatLocation(emitted: App | Documents, modulePath: string, { root }: Pick<Options, 'root'>) {
  const folder = relative(process.cwd(), projectFolder(resolve(modulePath)));
  const project = 'source' in emitted ? emitted.source : folder.split(sep).join('/');
  return {
    root: resolve(root),
    staging: stagingFolder(),
    source: `Change ${project === '' ? 'its app' : project} and emit again.`,
  };
}

/** Where files are being written: on the file system of the workspace, ignored by git, and gone with the dependencies. */
export function stagingFolder(): string {
  return resolve('node_modules/.cache/k8s-blocks');
}

/** The nearest folder above the module that has a package.json; the module's own if none has. */
function projectFolder(path: string): string {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return dirname(path);
}
