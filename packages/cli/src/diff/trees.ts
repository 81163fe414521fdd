import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The trees below a folder: service to the environments that it has. */
export type Trees = ReadonlyMap<string, ReadonlySet<string>>;

/** The folders of services below a root: those with a `base` or with `overlays`. None if there is no such root. */
export async function treesBelow(root: string): Promise<Trees> {
  const services = await foldersIn(root);
  const entries = services.map(async (service) => {
    const [own, overlays] = await Promise.all([
      foldersIn(join(root, service)),
      foldersIn(join(root, service, 'overlays')),
    ]);
    return [service, new Set([...(own.includes('base') ? ['base'] : []), ...overlays])] as const;
  });
  return new Map((await Promise.all(entries)).filter(([, environments]) => environments.size > 0));
}

/** The folder that Kustomize builds an environment of a service from. */
export function folderOf(root: string, service: string, environment: string): string {
  return join(root, service, environment === 'base' ? 'base' : join('overlays', environment));
}

async function foldersIn(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
