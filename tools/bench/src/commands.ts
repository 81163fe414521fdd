import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Node with the loader of TypeScript, as the other tools are run. */
export const TSX = [process.execPath, '--import', 'tsx'] as const;

/** How Nx is called: as a program of Node, without a shell or npx in between. */
export const NX = [process.execPath, 'node_modules/nx/dist/bin/nx.js'] as const;

/** The environment of Nx in all measurements: no daemon, and no files outside of the workspace. */
export const NX_SETTINGS = {
  NX_DAEMON: 'false',
  NX_CACHE_DIRECTORY: '.nx/cache',
  NX_WORKSPACE_DATA_DIRECTORY: '.nx/workspace-data',
  NX_ISOLATE_PLUGINS: 'false',
  NX_TUI: 'false',
} as const;

/** The command of a generated workspace, as its targets call it. */
export const K8S_BLOCKS = [process.execPath, 'tools/nx-plugin/k8s-blocks.mjs'] as const;

/** The command on all apps of a generated workspace, in one process. */
export async function onAllApps(verb: 'emit' | 'check' | 'build', folder: string): Promise<readonly string[]> {
  const apps = (await readdir(join(folder, 'apps'))).map((name) => `apps/${name}/src/app.ts`);
  return [...K8S_BLOCKS, verb, ...apps];
}

/** The command on the map: all environments of what was built. */
export const VERIFY_BUILT = [...K8S_BLOCKS, 'verify', 'packages/stack/src/system.ts', '--built'] as const;
