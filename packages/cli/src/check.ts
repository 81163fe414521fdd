import { join } from 'node:path';
import { checkApp } from '@k8s-blocks/app';
import { emitOptions, nameOf } from './app-module.ts';
import { forEachModule } from './emitted-targets.ts';
import { formatOrphan } from './orphans.ts';

/** Prints how the files of each app differ from what `emit` would write. */
export const check = forEachModule<'check'>(async (target, options, output) => {
  const { emitted, orphans } = target;
  const differing = await checkApp(emitted, emitOptions(target, options));
  for (const { path, problem, diff } of differing) {
    output.printError(`${join(options.root, path)}: ${problem}\n${diff}`);
  }
  for (const orphan of orphans) output.printError(formatOrphan(options.root, orphan));
  const summary = [
    ...(differing.length === 0 ? [] : [`${differing.length} differing; emit again, and commit what it writes.`]),
    ...(orphans.length === 0
      ? []
      : [`${orphans.length} without an app: ${orphans.map(({ folder }) => folder).join(', ')}`]),
  ];
  const succeeded = summary.length === 0;
  return { name: nameOf(emitted), summary: summary.join(' ') || 'as it is emitted', succeeded, changed: !succeeded };
});
