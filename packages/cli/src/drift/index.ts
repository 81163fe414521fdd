import { connectCluster } from '@k8s-blocks/cluster';
import { type CommittedService, findDrift, openInventory } from '@k8s-blocks/deploy';
import { Refusal } from '@k8s-blocks/refusal';
import type { Environment, Stack } from '@k8s-blocks/topology';
import type { BuildOptions } from '../build-options.ts';
import { clusterTarget } from '../cluster-target.ts';
import type { Command } from '../command.ts';
import { deployedStack } from '../deployed-stack.ts';
import { interruptible } from '../interruption.ts';
import { loadStack } from '../map-module.ts';
import { objectsToSend } from '../objects-to-send.ts';
import { readEnvironmentBuilds } from '../read-builds.ts';
import { problemsOf } from '../service-build.ts';
import { UsageError } from '../usage-error.ts';
import { driftReport, hasDrift } from './drift-report.ts';
import { formatJson } from './format-json.ts';
import { formatText } from './format-text.ts';

/** Says how what a cluster holds of an environment differs from what is committed. It asks by dry runs, and changes nothing. */
export const drift: Command<'drift'> = async (targets, options, output) => {
  const [module, ...more] = targets;
  if (module === undefined || more.length > 0) throw new UsageError('drift takes one map module.', 'drift');
  const stack = await loadStack(module);
  const { environment, context } = await clusterTarget(stack, options);
  const deployed = deployedStack(stack, environment, options);
  const committed = await readCommitted(stack, environment, options);
  return interruptible(async (signal) => {
    const cluster = await connectCluster(context);
    try {
      const inventory = await openInventory(cluster, deployed, { signal });
      const found = await findDrift(cluster, inventory, committed, { signal });
      const report = driftReport(found, { environment: environment.name, context });
      output.print(options.format === 'json' ? formatJson(report) : formatText(report));
      return !hasDrift(report);
    } finally {
      await cluster.close();
    }
  });
};

/**
 * All services of an environment as Kustomize builds them, and what is of the whole stack.
 *
 * @throws Refusal if one does not build: what is left over would not be known.
 */
async function readCommitted(
  stack: Stack,
  environment: Environment,
  options: BuildOptions,
): Promise<readonly CommittedService[]> {
  const builds = await readEnvironmentBuilds(stack, environment, options);
  const problems = problemsOf(builds, environment.name);
  if (problems.length > 0) throw new Refusal(problems);
  return builds.map(({ service, objects }) => ({
    service: stack.contractNamed(service) === undefined ? undefined : service,
    objects: objectsToSend(objects),
  }));
}
