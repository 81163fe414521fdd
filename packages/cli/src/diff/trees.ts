import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The trees below a folder: service to the environments that it has. */
export type Trees = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The folders of services below a root: those with a `base` or with `overlays`. None if there is no such root.
 *
 * @throws what the file system says of a folder that cannot be read: it is not an empty one.
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

/** The folder that Kustomize builds an environment of a service from. */
export function folderOf(root: string, service: string, environment: string): string {
  return join(root, service, environment === 'base' ? 'base' : join('overlays', environment));
}

/** The folders in a folder, those behind links too. */
async function foldersIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const folders = entries.map(async (entry) => {
    // A link that leads nowhere leads to no folder.
    const found = entry.isSymbolicLink() ? await stat(join(path, entry.name)).catch(() => undefined) : entry;
    return found?.isDirectory() === true ? [entry.name] : [];
  });
  return (await Promise.all(folders)).flat();
}
