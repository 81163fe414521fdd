import { findKubectl } from './find-kubectl.ts';
import { run } from './run.ts';

/** The names of the contexts in the user's kubeconfig; none if there is no kubeconfig. */
export async function kubeContexts(): Promise<string[]> {
  const kubectl = await findKubectl();
  const { stdout } = await run(kubectl, ['config', 'get-contexts', '--output=name']).catch(() => ({ stdout: '' }));
  return stdout.split('\n').filter((name) => name !== '');
}
