import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** What tools write there for themselves. */
const CACHES = ['.cache', '.vite'];

/**
 * Gives a copy of this workspace its `node_modules`: what is installed is linked as it is here, and the packages of the
 * workspace to those of the copy.
 *
 * @param folder the copy, with its `packages`, `apps` and `tools`.
 */
export async function linkModules(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@k8s-blocks'), { recursive: true });
  await linkInstalled('node_modules', folder);
  for (const room of ['packages', 'apps', 'tools']) {
    for (const name of await readdir(join(folder, room))) {
      await symlink(join(folder, room, name), join(modules, '@k8s-blocks', name));
      // What npm could not install once for all lies in the folder that needs another version.
      await linkInstalled(join(room, name, 'node_modules'), folder);
    }
  }
}

async function linkInstalled(modules: string, folder: string): Promise<void> {
  const entries = await readdir(join(workspace, modules)).catch(() => []);
  for (const name of entries) {
    if (name === '@k8s-blocks' || CACHES.includes(name)) continue;
    // A folder with links, and no link: git ignores folders of that name.
    await mkdir(join(folder, modules), { recursive: true });
    await symlink(join(workspace, modules, name), join(folder, modules, name));
  }
}
