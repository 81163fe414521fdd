import { join, resolve } from 'node:path';
import { type KustomizeBuildOptions, kustomizeBuild } from '@k8s-blocks/kubectl';
import { emit } from '@k8s-blocks/kustomize';
import { Refusal } from '@k8s-blocks/refusal';
import { loadApp, stagingFolder } from './app-module.ts';
import { environmentFolder } from './environment-folder.ts';
import { forEachTarget } from './for-each-target.ts';

/**
 * Builds base and every overlay of each app with the real Kustomize, into `<out>/<service>/<environment>.yaml`. Only files
 * with the marker of a build are replaced or removed there.
 */
export const build = forEachTarget(async (modulePath, { root, out, allowRemote }, output) => {
  const { contract, stack } = await loadApp(modulePath);
  refuseTrees(out, root);
  const tree = join(root, contract.name);
  const sources = Object.keys(stack.environments).map(
    (name) => [name, environmentFolder(root, contract.name, name)] as const,
  );
  const built = await buildEnvironments(sources, { allowRemote });
  for (const { source, warnings } of built) if (warnings !== '') output.printError(`${source}: ${warnings}`);
  const { removed } = await emit(new Map(built.map(({ environment, yaml }) => [`${environment}.yaml`, yaml])), {
    root: resolve(out),
    folder: contract.name,
    maker: 'build',
    source: `Change ${tree} and build again.`,
    staging: stagingFolder(),
  });
  for (const { environment } of built) output.print(`built    ${join(out, contract.name, `${environment}.yaml`)}`);
  for (const path of removed) output.print(`removed  ${join(out, path)}`);
  return { name: contract.name, summary: `${built.length} built`, succeeded: true, changed: true };
});

/** Refuses to build into the folder of the emitted trees, where built files would be committed with them. */
function refuseTrees(out: string, root: string): void {
  if (resolve(out) !== resolve(root)) return;
  const problem = 'The trees of all apps are emitted to this folder; it cannot also hold what is built.';
  throw new Refusal({ file: out, problem, remedy: 'Give another folder with --out.' });
}

/** Builds the environments of a service at the same time. Throws one Refusal with the problems of all that do not build. */
async function buildEnvironments(
  sources: readonly (readonly [environment: string, source: string])[],
  options: KustomizeBuildOptions,
) {
  const builds = sources.map(async ([environment, source]) => {
    return { environment, source, ...(await kustomizeBuild(source, options)) };
  });
  const settled = await Promise.allSettled(builds);
  const problems = settled.flatMap((each) => {
    if (each.status === 'fulfilled') return [];
    if (!(each.reason instanceof Refusal)) throw each.reason;
    return each.reason.problems;
  });
  if (problems.length > 0) throw new Refusal(problems);
  return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}
