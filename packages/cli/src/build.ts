import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { Refusal } from '@k8s-blocks/refusal';
import { forEachTarget } from './command.ts';
import { loadApp } from './workspace.ts';

/** Builds base and every overlay with the real Kustomize, into `<out>/<service>/<environment>.yaml`. */
export const build = forEachTarget(async (modulePath, { root, out }, output) => {
  const { contract, stack } = await loadApp(modulePath);
  const folder = join(out, contract.name);
  await mkdir(folder, { recursive: true });
  await removeBuilt(folder);
  for (const name of Object.keys(stack.environments)) {
    const source = join(root, contract.name, name === 'base' ? 'base' : `overlays/${name}`);
    const { yaml, warnings } = await kustomizeBuild(source);
    if (warnings !== '') output.complain(`${source}: ${warnings}`);
    const target = join(folder, `${name}.yaml`);
    await writeFile(target, yaml);
    output.say(`built    ${target}`);
  }
  const count = Object.keys(stack.environments).length;
  return { name: contract.name, what: `${count} built`, isWell: true, isUnchanged: false };
});

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
