import { join } from 'node:path';
import { checkApp } from '@k8s-blocks/app';
import { emitOptions, loadEmitted, nameOf } from './app-module.ts';
import { forEachTarget } from './command.ts';

/** Prints how the files of each app differ from what `emit` would write. */
export const check = forEachTarget(async (modulePath, options, output) => {
  const app = await loadEmitted(modulePath);
  const differing = await checkApp(app, emitOptions(app, modulePath, options));
  for (const { path, problem, diff } of differing) {
    output.printError(`${join(options.root, path)}: ${problem}\n${diff}`);
  }
  const succeeded = differing.length === 0;
  const summary = succeeded
    ? 'as it is emitted'
    : `${differing.length} differing; emit again, and commit what it writes.`;
  return { name: nameOf(app), summary, succeeded, changed: !succeeded };
});
