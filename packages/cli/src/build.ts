import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { loadApp, type Workspace } from './workspace.ts';

/** Builds base and every overlay with the real Kustomize, into `<out>/<service>/<environment>.yaml`. */
export async function build(modulePath: string, { root, out }: Workspace): Promise<boolean> {
  const { contract, stack } = await loadApp(modulePath);
  const folder = join(out, contract.name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of Object.keys(stack.environments)) {
    const source = join(root, contract.name, name === 'base' ? 'base' : `overlays/${name}`);
    const { yaml, warnings } = await kustomizeBuild(source);
    if (warnings !== '') console.error(`${source}: ${warnings}`);
    const target = join(folder, `${name}.yaml`);
    await writeFile(target, yaml);
    console.log(`built    ${target}`);
  }
  return true;
}
