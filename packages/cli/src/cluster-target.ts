import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Environment, Stack } from '@k8s-blocks/topology';
import { kubeContext } from './kube-context.ts';

/** An environment of a stack, and the cluster that it is in. */
export interface ClusterTarget {
  readonly environment: Environment;
  /** The name of the kube context. */
  readonly context: string;
}

/**
 * The environment and the kube context that a command is about. There are no defaults: a mistake would be about another cluster.
 *
 * @throws Refusal if one is not named, or the stack does not deploy the environment.
 */
export async function clusterTarget(
  { environments, servicesIn }: Stack,
  { context, environment: name }: { readonly context: string | undefined; readonly environment: string | undefined },
): Promise<ClusterTarget> {
  const deployed = Object.values<Environment>(environments).filter((each) => servicesIn(each.name).length > 0);
  const environment = deployed.find((each) => each.name === name);
  if (environment === undefined) {
    const names = formatNames(deployed.map((each) => each.name));
    throw new Refusal({
      problem: name === undefined ? 'No environment is named.' : `The map deploys no environment "${name}".`,
      remedy: `Name one of ${names}: --environment <name>`,
    });
  }
  return { environment, context: await kubeContext(context) };
}
