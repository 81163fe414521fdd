import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ImportedProject, type ImportOptions, importProved, type ProvedProject, prove } from '../src/index.ts';
import type { ReadEnvironment } from '../src/manifests/read-environments.ts';

const INSTALLED = join(import.meta.dirname, '../../../node_modules');

/** Imports the objects of environments, and proves the modules as they are written to a temporary folder. */
export function importedAndProved(
  read: readonly ReadEnvironment[],
  options: ImportOptions = {},
): Promise<ProvedProject> {
  return importProved(read, options, (project) => inFolder(project, (folder) => prove(project, { folder, load })));
}

/** The default export of a module. */
export async function load(path: string): Promise<unknown> {
  const module: { readonly default?: unknown } = await import(pathToFileURL(path).href);
  return module.default;
}

/** Writes the files of a project to a folder whose modules find the packages of this workspace, and removes it. */
export async function inFolder<T>({ files }: ImportedProject, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'import-'));
  try {
    await symlink(INSTALLED, join(folder, 'node_modules'), 'dir');
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
