import { join } from 'node:path';
import { checkApp } from '@k8s-blocks/app';
import { forEachTarget } from './command.ts';
import { formatLocation, loadEmitted, nameOf } from './workspace.ts';

/** Says how the app's files differ from what emit would write. */
export const check = forEachTarget(async (modulePath, options, output) => {
  const app = await loadEmitted(modulePath);
  const differing = await checkApp(app, formatLocation(app, modulePath, options));
  for (const { path, problem, diff } of differing) {
    output.complain(`${join(options.root, path)}: ${problem}\n${diff}`);
  }
  const isWell = differing.length === 0;
  const what = isWell ? 'as it is emitted' : `${differing.length} differing; emit again, and commit what it writes.`;
  return { name: nameOf(app), what, isWell, isUnchanged: isWell };
});
