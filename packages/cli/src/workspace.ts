import { access } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { App } from '@k8s-blocks/app';
import { Refusal } from '@k8s-blocks/refusal';

/** The folders that a command works in, relative to the working directory. */
export interface Workspace {
  /** Where the trees of all apps are. */
  readonly root: string;
  /** Where build writes to. */
  readonly out: string;
}

/**
 * The app that a module exports.
 *
 * @throws Refusal if there is no such file, or its default export is no app.
 */
export async function loadApp(modulePath: string): Promise<App> {
  const path = resolve(modulePath);
  await access(path).catch(() => {
    throw new Refusal({
      file: modulePath,
      problem: 'There is no such file.',
      remedy: 'Give the path of an app module.',
    });
  });
  const module: { readonly default?: unknown } = await import(pathToFileURL(path).href);
  if (isApp(module.default)) return module.default;
  throw new Refusal({
    file: modulePath,
    problem: 'Its default export is no app.',
    remedy: 'Export one: export default app(…).',
  });
}

function isApp(value: unknown): value is App {
  return typeof value === 'object' && value !== null && 'contract' in value && 'layers' in value && 'tree' in value;
}

/** Where an app is emitted to, and where a reader of its files is sent. */
export async function placeOf(modulePath: string, { root }: Workspace) {
  const project = relative(process.cwd(), await projectFolder(resolve(modulePath)))
    .split(sep)
    .join('/');
  return {
    root: resolve(root),
    // On the file system of the workspace, ignored by git, and gone with the dependencies.
    staging: resolve('node_modules/.cache/k8s-blocks'),
    source: `Change ${project === '' ? 'its app' : project} and emit again.`,
  };
}

/** The nearest folder above the module that has a package.json; the module's own if none has. */
async function projectFolder(path: string): Promise<string> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const found = await access(join(folder, 'package.json')).then(
      () => true,
      () => false,
    );
    if (found) return folder;
  }
  return dirname(path);
}
