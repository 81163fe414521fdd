import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { Refusal } from '@k8s-blocks/refusal';
import { emitOptions, nameOf } from './app-module.ts';
import type { OptionsOf } from './commands.ts';
import { forEachModule } from './emitted-targets.ts';
import { formatOrphan, pruneOrphan } from './orphans.ts';

/** Writes the base and overlays of each app, and prints which files were written and removed. */
export const emit = forEachModule<'emit'>(async ({ path: modulePath, emitted, orphans }, options, output) => {
  const { written, removed, unchanged } = await emitApp(emitted, emitOptions({ path: modulePath, emitted }, options));
  const pruned: string[] = [];
  for (const orphan of orphans) {
    if (options.prune) pruned.push(...(await pruneOrphan(options.root, orphan)));
    else output.printError(formatOrphan(options.root, orphan));
  }
  const lines = [
    ...written.map((path) => `wrote    ${join(options.root, path)}`),
    ...removed.map((path) => `removed  ${join(options.root, path)}`),
    ...pruned,
  ];
  // In one call: printing a line takes as long as writing a file.
  if (lines.length > 0) output.print(lines.join('\n'));
  return {
    succeeded: true,
    changed: lines.length > 0,
    name: nameOf(emitted),
    summary: `${written.length} written, ${removed.length} removed, ${unchanged} unchanged`,
  };
}, refusePrune);

/** Which trees have no app is only known where all apps of the stack are. */
function refusePrune({ prune }: OptionsOf<'emit'>, isWhole: boolean): void {
  if (!prune || isWhole) return;
  throw new Refusal({
    problem: '--prune removes the trees that no app of the stack emits, and these are not all apps of it.',
    remedy: 'Give the modules of all apps: k8s-blocks emit --prune apps/*/src/app.ts',
  });
}
