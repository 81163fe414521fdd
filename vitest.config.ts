import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A slow machine fails no test: the limit of two minutes a test is given where vitest is called, since projects do not
    // take it from here. One project a folder: `vitest run` tests the whole workspace, `vitest run --project labels` one folder.
    projects: ['packages/*', 'apps/*', 'tools/*'],
  },
});
