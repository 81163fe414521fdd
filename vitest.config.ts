import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { isLong } from './tools/test-runs/src/runs.ts';

const ROOMS = ['packages', 'apps', 'tools'];

/**
 * The folders of which each test file has a process of its own, since it loads modules anew: kubectl is found once in a process, and tests
 * look for several; how long tests are is read once. All other files share processes, in which a module is loaded once.
 */
const ISOLATED: readonly string[] = ['packages/kubectl', 'tools/test-runs'];

/** How test files that share processes are run. */
const SHARED = {
  isolate: false,
  setupFiles: [fileURLToPath(new URL('tools/report-page/src/esbuild.test-setup.ts', import.meta.url))],
};

const folders = ROOMS.flatMap((room) => readdirSync(new URL(room, import.meta.url)).map((name) => `${room}/${name}`));

/** One project a folder, which is named like its package: `vitest run --project @k8s-blocks/labels` tests one. */
const oneAFolder = folders.map((folder): TestProjectConfiguration => {
  const name = folder.replace(/^\w+/, '@k8s-blocks');
  const shared = ISOLATED.includes(folder) ? { isolate: true } : SHARED;
  return { extends: true, test: { name, root: folder, ...shared } };
});

/** Projects share no modules: to load them anew in each of fifty takes longer than many of the tests. */
const allTogether = [
  together('isolated', ISOLATED, { isolate: true }),
  together(
    'shared',
    folders.filter((folder) => !ISOLATED.includes(folder)),
    SHARED,
  ),
];

const isOneChosen = process.argv.some((argument) => /^--project(?:=|$)/.test(argument));

export default defineConfig({
  test: {
    // As many as there are processors: by default Vitest leaves one for itself.
    maxWorkers: '100%',
    // No machine is so slow that it fails a test.
    testTimeout: isLong ? 3_600_000 : 120_000,
    hookTimeout: 120_000,
    projects: isOneChosen ? oneAFolder : allTogether,
  },
});

/** One project of several folders. */
function together(
  name: string,
  tested: readonly string[],
  options: { readonly isolate: boolean; readonly setupFiles?: string[] },
): TestProjectConfiguration {
  return { extends: true, test: { name, include: tested.map((folder) => `${folder}/**/*.test.ts`), ...options } };
}
