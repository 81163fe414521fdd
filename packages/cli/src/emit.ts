import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { forEachTarget } from './command.ts';
import { loadEmitted, nameOf, placeOf } from './workspace.ts';

/** Writes the app's base and overlays, and says which files were written and removed. */
export const emit = forEachTarget(async (modulePath, options, output) => {
  const app = await loadEmitted(modulePath);
  const { written, removed, unchanged } = await emitApp(app, placeOf(app, modulePath, options));
  for (const path of written) output.say(`wrote    ${join(options.root, path)}`);
  for (const path of removed) output.say(`removed  ${join(options.root, path)}`);
  return {
    isWell: true,
    isUnchanged: written.length + removed.length === 0,
    name: nameOf(app),
    what: `${written.length} written, ${removed.length} removed, ${unchanged} unchanged`,
  };
});
