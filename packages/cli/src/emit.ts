import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { forEachTarget } from './command.ts';
import { formatLocation, loadEmitted, nameOf } from './workspace.ts';

/** Writes the app's base and overlays, and says which files were written and removed. */
export const emit = forEachTarget(async (modulePath, options, output) => {
  const app = await loadEmitted(modulePath);
  const { written, removed, unchanged } = await emitApp(app, formatLocation(app, modulePath, options));
  const lines = [
    ...written.map((path) => `wrote    ${join(options.root, path)}`),
    ...removed.map((path) => `removed  ${join(options.root, path)}`),
  ];
  // At once: to print a line takes as long as to write a file.
  if (lines.length > 0) output.say(lines.join('\n'));
  return {
    isWell: true,
    isUnchanged: written.length + removed.length === 0,
    name: nameOf(app),
    what: `${written.length} written, ${removed.length} removed, ${unchanged} unchanged`,
  };
});
