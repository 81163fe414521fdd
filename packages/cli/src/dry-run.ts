import type { App } from '@k8s-blocks/app';
import { applyDryRun, kubeContexts } from '@k8s-blocks/kubectl';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { type Contract, isDeployedIn, type Stack } from '@k8s-blocks/topology';
import { loadApp } from './app-module.ts';
import type { Command, Options } from './command.ts';
import { environmentFolder } from './environment-folder.ts';

/** Asks a cluster whether it would accept the apps in an environment, one after the other in their start order. */
export const dryRun: Command = async (targets, { root, context, environment }, output) => {
  const apps = inStartOrder(await Promise.all(targets.map(loadApp)));
  const target = await targetOf(apps, { context, environment });
  for (const { contract, stack } of apps) {
    if (!isDeployed(stack, contract, target.environment)) {
      output.print(`${contract.name} is not deployed in ${target.environment}.`);
      continue;
    }
    const folder = environmentFolder(root, contract.name, target.environment);
    output.print(`${contract.name} in ${target.environment}, as ${target.context} would take it:`);
    output.print(await applyDryRun(folder, target.context));
  }
  return true;
};

function isDeployed({ environments }: Stack, contract: Contract, name: string): boolean {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  return environment?.deployed === true && isDeployedIn(contract, environment);
}

function inStartOrder(apps: readonly App[]): App[] {
  return [...apps].sort((a, b) => a.stack.startOrder.indexOf(a.contract) - b.stack.startOrder.indexOf(b.contract));
}

/** The environment and the kube context. There are no defaults: the answer of another cluster would mean nothing. */
async function targetOf(apps: readonly App[], { context, environment }: Pick<Options, 'context' | 'environment'>) {
  const environments = apps.flatMap(({ stack }) => Object.keys(stack.environments));
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
