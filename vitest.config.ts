import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One project a folder: `vitest run` tests the whole workspace, `vitest run --project labels` one folder.
    projects: ['packages/*', 'apps/*', 'tools/*'],
  },
});
