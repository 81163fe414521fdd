import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { isLong } from './tools/test-runs/src/runs.ts';

/**
 * The projects of which each test file has a process of its own: kubectl is found once in a process, and tests look for several.
 * The files of every other project share a process, in which a module is loaded once.
 */
const ISOLATED: readonly string[] = ['kubectl'];

/** Absolute, since the folder may be another in which Vitest is started. */
const folderOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  test: {
    // As many as there are processors: by default Vitest leaves one for itself.
    maxWorkers: '100%',
    // No machine is so slow that it fails a test.
    testTimeout: isLong ? 3_600_000 : 120_000,
    hookTimeout: 120_000,
    // What a module is transformed to is kept, for the next run too. Projects share it since they have one root, of which
    // each has a `dir`.
    experimental: { fsModuleCache: true, fsModuleCachePath: folderOf('node_modules/.cache/vitest') },
    // One project a folder, which is named like its package: `vitest run --project @k8s-blocks/labels` tests one.
    projects: ['packages', 'apps', 'tools'].flatMap((room) =>
      readdirSync(folderOf(room)).map((folder) => ({
        extends: true as const,
        test: { name: `@k8s-blocks/${folder}`, dir: folderOf(`${room}/${folder}`), isolate: ISOLATED.includes(folder) },
      })),
    ),
  },
});
