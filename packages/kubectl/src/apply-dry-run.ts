import { resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { findKubectl } from './find-kubectl.ts';
import { reasonOf, run } from './run.ts';

/**
 * Asks the API server of a context whether it would accept a folder: `kubectl apply -k <folder> --dry-run=server`. The
 * server checks and admits everything, and stores nothing.
 *
 * @returns what kubectl says, object by object.
 * @throws Refusal with what the server refuses. A namespace that does not exist yet is one such reason: what lies in it
 * cannot be tried before it is made.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
export async function applyDryRun(folder: string, context: string): Promise<string> {
  const kubectl = await findKubectl();
  try {
    const { stdout, stderr } = await run(kubectl, [
      '--context',
      context,
      'apply',
      '-k',
      resolve(folder),
      '--dry-run=server',
    ]);
    return `${stdout}${stderr}`.trimEnd();
  } catch (error) {
    const reason = reasonOf(error);
    const [, missing] = /namespaces "([^"]+)" not found/.exec(reason) ?? [];
    const remedy =
      missing === undefined
        ? {}
        : {
            remedy: `Make the namespace first, and ask again: kubectl --context ${context} create namespace ${missing}`,
          };
    throw new Refusal({
      file: folder,
      problem: `The server of context "${context}" does not accept it: ${reason}`,
      ...remedy,
    });
  }
}

/** The names of the contexts in the user's kubeconfig; none if there is no kubeconfig. */
export async function kubeContexts(): Promise<string[]> {
  const kubectl = await findKubectl();
  const { stdout } = await run(kubectl, ['config', 'get-contexts', '--output=name']).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter((name) => name !== '');
}
