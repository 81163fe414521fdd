import { resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { findKubectl } from './find-kubectl.ts';
import { reasonOf, run } from './run.ts';

/** What Kustomize makes of a folder. */
export interface KustomizeBuild {
  /** The built manifests, as one stream of YAML documents. */
  readonly yaml: string;
  /** What Kustomize said besides, such as deprecated fields; empty if it said nothing. */
  readonly warnings: string;
}

/**
 * Builds a folder with `kubectl kustomize`. The user's kubectl preferences are left out of it: the same folder gives
 * the same build for everyone.
 *
 * @param folder the folder of a `kustomization.yaml`, relative to the working directory or absolute.
 * @throws Refusal that names the folder and says what kubectl says, if it does not build.
 */
export async function kustomizeBuild(folder: string): Promise<KustomizeBuild> {
  const kubectl = await findKubectl();
  try {
    // An absolute path is neither taken for an option nor for the address of a remote repository.
    const env = { ...process.env, KUBERC: 'off' };
    const { stdout, stderr } = await run(kubectl, ['kustomize', resolve(folder)], { env });
    return { yaml: stdout, warnings: stderr.trim() };
  } catch (error) {
    throw new Refusal({
      file: folder,
      problem: `kubectl kustomize does not build this folder: ${reasonOf(error)}`,
      remedy: 'Give a folder whose kustomization.yaml builds.',
    });
  }
}
