import { readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { isLong } from './tools/test-runs/src/runs.ts';

/**
 * The projects of which each test file has a process of its own: kubectl is found once in a process, and tests look for several.
 * The files of every other project share a process, in which a module is loaded once.
 */
const ISOLATED: readonly string[] = ['kubectl'];

export default defineConfig({
  test: {
    // As many as there are processors: by default Vitest leaves one for itself.
    maxWorkers: '100%',
    // No machine is so slow that it fails a test.
    testTimeout: isLong ? 3_600_000 : 120_000,
    hookTimeout: 120_000,
    // One project a folder, which is named like its package: `vitest run --project @k8s-blocks/labels` tests one.
    projects: ['packages', 'apps', 'tools'].flatMap((room) =>
      readdirSync(new URL(room, import.meta.url)).map((folder) => ({
        extends: true as const,
        test: { name: `@k8s-blocks/${folder}`, root: `${room}/${folder}`, isolate: ISOLATED.includes(folder) },
      })),
    ),
  },
});
