import { join, resolve } from 'node:path';
import { emit } from '@k8s-blocks/kustomize';
import { Refusal } from '@k8s-blocks/refusal';
import { stagingFolder } from './app-module.ts';
import { type BuiltApp, buildApps, builtOf } from './build-apps.ts';
import type { Command } from './command.ts';
import type { OptionsOf } from './commands.ts';
import { processTargets, Refused } from './for-each-target.ts';
import type { Printer } from './output.ts';
import type { Outcome } from './progress.ts';

/**
 * Builds base and every overlay of each app with the real Kustomize, into `<out>/<service>/<environment>.yaml`. Only files
 * with the marker of a build are replaced or removed there.
 */
export const build: Command<'build'> = async (targets, options, output) => {
  refuseTrees(options);
  const built = await buildApps(targets, options);
  const apps = [...built].map(([name, app]) => [name, 'error' in app ? new Refused(app.error) : app] as const);
  return processTargets(apps, writeBuilt, options, output);
};

async function writeBuilt(app: BuiltApp, { root, out }: OptionsOf<'build'>, output: Printer): Promise<Outcome> {
  const environments = builtOf(app);
  for (const { source, warnings } of environments) if (warnings !== '') output.printError(`${source}: ${warnings}`);
  const { name } = app;
  const { removed } = await emit(new Map(environments.map(({ environment, yaml }) => [`${environment}.yaml`, yaml])), {
    root: resolve(out),
    folder: name,
    maker: 'build',
    source: `Change ${join(root, name)} and build again.`,
    staging: stagingFolder(),
  });
  for (const { environment } of environments) output.print(`built    ${join(out, name, `${environment}.yaml`)}`);
  for (const path of removed) output.print(`removed  ${join(out, path)}`);
  return { name, summary: `${environments.length} built`, succeeded: true, changed: true };
}

/** Refuses to build into the folder of the emitted trees, where built files would be committed with them. */
function refuseTrees({ out, root }: OptionsOf<'build'>): void {
  if (resolve(out) !== resolve(root)) return;
  const problem = 'The trees of all apps are emitted to this folder; it cannot also hold what is built.';
  throw new Refusal({ file: out, problem, remedy: 'Give another folder with --out.' });
}
