import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { emitOptions, loadEmitted, nameOf } from './app-module.ts';
import { forEachTarget } from './command.ts';

/** Writes the base and overlays of each app, and prints which files were written and removed. */
export const emit = forEachTarget(async (modulePath, options, output) => {
  const app = await loadEmitted(modulePath);
  const { written, removed, unchanged } = await emitApp(app, emitOptions(app, modulePath, options));
  const lines = [
    ...written.map((path) => `wrote    ${join(options.root, path)}`),
    ...removed.map((path) => `removed  ${join(options.root, path)}`),
  ];
  // In one call: printing a line takes as long as writing a file.
  if (lines.length > 0) output.print(lines.join('\n'));
  return {
    succeeded: true,
    changed: written.length + removed.length > 0,
    name: nameOf(app),
    summary: `${written.length} written, ${removed.length} removed, ${unchanged} unchanged`,
  };
});
