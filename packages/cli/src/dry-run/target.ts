import { kubeContexts } from '@k8s-blocks/kubectl';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Options } from '../command.ts';
import type { AskedTargets } from './asked-targets.ts';

/** The environment and the kube context. There are no defaults: the answer of another cluster would mean nothing. */
export async function targetOf(
  { stacks }: AskedTargets,
  { context, environment }: Pick<Options, 'context' | 'environment'>,
): Promise<{ readonly context: string; readonly environment: string }> {
  const environments = [...stacks.keys()].flatMap((stack) => Object.keys(stack.environments));
  if (environment === undefined || !environments.includes(environment)) {
    const problem =
      environment === undefined ? 'No environment is named.' : `There is no environment "${environment}".`;
    throw new Refusal({ problem, remedy: `Name one of ${formatNames(new Set(environments))}: --environment <name>` });
  }
  if (context === undefined) {
    const contexts = await kubeContexts();
    const existing =
      contexts.length === 0 ? 'Your kubeconfig has none yet.' : `Your kubeconfig has ${formatNames(contexts)}.`;
    throw new Refusal({
      problem: 'No kube context is named, and none is guessed: the answer depends on the cluster.',
      remedy: `Name the cluster to ask: --context <name>. ${existing}`,
    });
  }
  return { context, environment };
}
