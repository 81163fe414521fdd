import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { OptionsOf } from '../commands.ts';
import { kubeContext } from '../kube-context.ts';
import type { AskedTargets } from './asked-targets.ts';

/** The environment and the kube context. There are no defaults: the answer of another cluster would mean nothing. */
export async function targetOf(
  { stacks }: AskedTargets,
  { context, environment }: Pick<OptionsOf<'dry-run'>, 'context' | 'environment'>,
): Promise<{ readonly context: string; readonly environment: string }> {
  const environments = [...stacks.keys()].flatMap((stack) => Object.keys(stack.environments));
  if (environment === undefined || !environments.includes(environment)) {
    const problem =
      environment === undefined ? 'No environment is named.' : `There is no environment "${environment}".`;
    throw new Refusal({ problem, remedy: `Name one of ${formatNames(new Set(environments))}: --environment <name>` });
  }
  return { environment, context: await kubeContext(context) };
}
