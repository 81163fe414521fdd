import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The trees below a folder: service to its environments. */
export type Trees = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The folders of services below a root: those with a `base` or with `overlays`. None if there is no such root.
 *
 * @throws the file system's error for a folder that cannot be read.
 */
export async function treesBelow(root: string): Promise<Trees> {
  const services = await foldersIn(root);
  const entries = services.map(async (service) => {
    const own = await foldersIn(join(root, service));
    const overlays = own.includes('overlays') ? await foldersIn(join(root, service, 'overlays')) : [];
    return [service, new Set([...(own.includes('base') ? ['base'] : []), ...overlays])] as const;
  });
  return new Map((await Promise.all(entries)).filter(([, environments]) => environments.size > 0));
}

/** The names of the folders in a folder, also of links to folders. */
async function foldersIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const folders = entries.map(async (entry) => {
    // A broken link is not a folder.
    const found = entry.isSymbolicLink() ? await stat(join(path, entry.name)).catch(() => undefined) : entry;
    return found?.isDirectory() === true ? [entry.name] : [];
  });
  return (await Promise.all(folders)).flat();
}
