import { connectCluster, type ServerWarning } from '@k8s-blocks/cluster';
import { lockStack } from '@k8s-blocks/deploy';
import { formatReference } from '@k8s-blocks/manifest';
import { clusterTarget } from '../cluster-target.ts';
import type { Command } from '../command.ts';
import { deployedStack } from '../deployed-stack.ts';
import { parseDuration } from '../duration.ts';
import { INTERRUPTED, Interruption, interruptible } from '../interruption.ts';
import { loadStack } from '../map-module.ts';
import type { Printer } from '../output.ts';
import { readRules } from '../read-rules.ts';
import { UsageError } from '../usage-error.ts';
import { readDeployment } from './read-deployment.ts';
import { deployTo, planFor, type Run } from './run.ts';

/** Brings an environment of a stack into a cluster, and waits until it is ready. */
export const deploy: Command<'deploy'> = async (targets, options, output) => {
  const [module, ...more] = targets;
  if (module === undefined || more.length > 0) throw new UsageError('deploy takes one map module.', 'deploy');
  const timeout = parseDuration(options.timeout, '--timeout', 'deploy');
  const stack = await loadStack(module);
  const target = await clusterTarget(stack, options);
  const deployed = deployedStack(stack, target.environment, options);
  const rules = await readRules(module);
  const deployment = await readDeployment(stack, target.environment, { ...options, rules }, output);
  if (deployment === undefined) return false;
  return interruptible(async (signal) => {
    const cluster = await connectCluster(target.context, { onWarning: onceForEach(output) });
    const run: Run = { cluster, stack, target, deployed, deployment, options, timeout, output, signal };
    try {
      if (options.plan) {
        await planFor(run);
        return true;
      }
      return await locked(run);
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      output.printError(`${error.message} Nothing was changed.`);
      return INTERRUPTED;
    } finally {
      await cluster.close();
    }
  });
};

/** Prints each warning of the server once: a dry run and the apply after it give the same. */
function onceForEach({ printError }: Printer): (warning: ServerWarning) => void {
  const told = new Set<string>();
  return ({ text, about }) => {
    const where = about === undefined ? '' : `${formatReference(about, { withNamespace: true })}: `;
    const sentence = `Warning of the server: ${where}${text}`;
    if (!told.has(sentence)) printError(sentence);
    told.add(sentence);
  };
}

/** Deploys while no other run can: what is planned is still true when it is applied, however long a person thinks about it. */
async function locked(run: Run): Promise<boolean | typeof INTERRUPTED> {
  const { cluster, deployed, options, output, signal } = run;
  const onWait = (sentence: string) => output.print(sentence);
  const lock = await lockStack(cluster, deployed, { wait: options.wait, onWait, signal });
  try {
    const result = await deployTo({ ...run, signal: AbortSignal.any([signal, lock.signal]) });
    lock.signal.throwIfAborted();
    return result;
  } finally {
    await lock.release();
  }
}
