import { kubeContexts } from '@k8s-blocks/kubectl';
import { formatNames, Refusal } from '@k8s-blocks/refusal';

/**
 * The kube context that a command was given. There is no default: a mistake would be about another cluster.
 *
 * @throws Refusal if none is named, with those that there are.
 */
export async function kubeContext(context: string | undefined): Promise<string> {
  if (context !== undefined) return context;
  const contexts = await kubeContexts();
  const existing =
    contexts.length === 0 ? 'Your kubeconfig has none yet.' : `Your kubeconfig has ${formatNames(contexts)}.`;
  throw new Refusal({
    problem: 'No kube context is named, and none is guessed: it says which cluster is meant.',
    remedy: `Name it: --context <name>. ${existing}`,
  });
}
