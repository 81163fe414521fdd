import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KustomizeBuildOptions, kustomizeBuild } from '@k8s-blocks/kubectl';
import { Refusal } from '@k8s-blocks/refusal';
import { forEachTarget } from './command.ts';
import { loadApp } from './workspace.ts';

/** Builds base and every overlay with the real Kustomize, into `<out>/<service>/<environment>.yaml`. */
export const build = forEachTarget(async (modulePath, { root, out, allowRemote }, output) => {
  const { contract, stack } = await loadApp(modulePath);
  const folder = join(out, contract.name);
  await mkdir(folder, { recursive: true });
  await removeBuilt(folder);
  const built = await buildEnvironments(join(root, contract.name), Object.keys(stack.environments), { allowRemote });
  for (const { environment, source, yaml, warnings } of built) {
    if (warnings !== '') output.complain(`${source}: ${warnings}`);
    const target = join(folder, `${environment}.yaml`);
    await writeFile(target, yaml);
    output.say(`built    ${target}`);
  }
  return { name: contract.name, what: `${built.length} built`, isWell: true, isUnchanged: false };
});

/** Builds the environments of a service at the same time. Throws one refusal for all that do not build. */
async function buildEnvironments(tree: string, environments: readonly string[], options: KustomizeBuildOptions) {
  const builds = environments.map(async (environment) => {
    const source = join(tree, environment === 'base' ? 'base' : `overlays/${environment}`);
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

/** Removes what was built before. In a folder that holds anything else, nothing is touched. */
async function removeBuilt(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const foreign = entries.find((e) => !e.isFile() || !e.name.endsWith('.yaml') || e.name === 'kustomization.yaml');
  if (foreign !== undefined) {
    throw new Refusal({
      file: folder,
      problem: `"${foreign.name}" in it was not built, so the folder is not one to build to.`,
      remedy: 'Give another folder with --out.',
    });
  }
  for (const { name } of entries) await rm(join(folder, name));
}
