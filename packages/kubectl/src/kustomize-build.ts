import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import pLimit from 'p-limit';
import { findKubectl } from './find-kubectl.ts';
import { reasonOf, run } from './run.ts';

/** What Kustomize makes of a folder. */
export interface KustomizeBuild {
  /** The built manifests, as one stream of YAML documents. */
  readonly yaml: string;
  /** What Kustomize said besides, such as deprecated fields; empty if it said nothing. */
  readonly warnings: string;
}

/** How a folder is built. */
export interface KustomizeBuildOptions {
  /** How many milliseconds the build may take. Default: one minute. */
  readonly timeout?: number;
}

/**
 * A build ends a moment later, and need not save memory until then: it takes a fifth less time, and a sixth more memory.
 * Whoever sets the variable knows better.
 *
 * @see https://pkg.go.dev/runtime#hdr-Environment_Variables
 */
const GOGC = '400';

/** A stack of a thousand services asks for three thousand builds at once; each is a process of its own. */
const limited = pLimit(availableParallelism() + 1);

/**
 * Builds a folder with `kubectl kustomize`. The user's kubectl preferences are left out of it: the same folder gives
 * the same build for everyone. A build that takes too long is ended: a resource on a server that does not answer, or a
 * pipe instead of a file, would keep it waiting for ever.
 *
 * @param folder the folder of a `kustomization.yaml`, relative to the working directory or absolute.
 * @throws Refusal that names the folder and says what kubectl says, if it does not build, or not in time.
 */
export async function kustomizeBuild(
  folder: string,
  { timeout = 60_000 }: KustomizeBuildOptions = {},
): Promise<KustomizeBuild> {
  const kubectl = await findKubectl();
  try {
    // An absolute path is neither taken for an option nor for the address of a remote repository.
    const env = { GOGC, ...process.env, KUBERC: 'off' };
    const command = ['kustomize', resolve(folder)];
    const { stdout, stderr } = await limited(() => run(kubectl, command, { env, timeout }));
    return { yaml: stdout, warnings: stderr.trim() };
  } catch (error) {
    if (wasEnded(error)) {
      throw new Refusal({
        file: folder,
        problem: `kubectl kustomize has not built this folder within ${timeout / 1000} seconds.`,
        remedy: 'Look for a resource that is fetched from a server, and keep a copy of it beside the kustomization.',
      });
    }
    throw new Refusal({
      file: folder,
      problem: `kubectl kustomize does not build this folder: ${reasonOf(error)}`,
      remedy: 'Give a folder whose kustomization.yaml builds.',
    });
  }
}

/** Whether the command was ended at its time limit. A kubectl whose output is too large is ended too, with a code. */
function wasEnded(error: unknown): boolean {
  if (!(error instanceof Error && 'killed' in error && 'code' in error)) return false;
  return error.killed === true && error.code === null;
}
