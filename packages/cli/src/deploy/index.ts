import { type Cluster, connectCluster } from '@k8s-blocks/cluster';
import { deployWaves, type ObjectComparison } from '@k8s-blocks/deploy';
import { printableLine } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import { type ClusterTarget, clusterTarget } from '../cluster-target.ts';
import type { Command, Options } from '../command.ts';
import { parseDuration } from '../duration.ts';
import { INTERRUPTED, Interruption, interruptible } from '../interruption.ts';
import { loadStack } from '../map-module.ts';
import type { Printer } from '../output.ts';
import { UsageError } from '../usage-error.ts';
import { formatPlan } from './format-plan.ts';
import { missingSecrets } from './missing-secrets.ts';
import { changesAnything, type Plan, planDeployment, planProblems } from './plan.ts';
import { readDeployment, type StackDeployment } from './read-deployment.ts';
import { formatEnd } from './report-end.ts';
import { showProgress } from './show-progress.ts';

/** Brings an environment of a stack into a cluster, and waits until it is ready. */
export const deploy: Command = async (targets, options, output) => {
  const [module, ...more] = targets;
  if (module === undefined || more.length > 0) throw new UsageError('deploy takes one map module.', 'deploy');
  const timeout = parseDuration(options.timeout, '--timeout', 'deploy');
  const stack = await loadStack(module);
  const target = await clusterTarget(stack, options);
  const deployment = await readDeployment(stack, target.environment, options, output);
  if (deployment === undefined) return false;
  return interruptible(async (signal) => {
    const cluster = await connectCluster(target.context, {
      onWarning: ({ text }) => output.printError(`Warning of the server: ${text}`),
    });
    try {
      return await deployTo({ cluster, stack, target, deployment, options, timeout, output, signal });
    } catch (error) {
      if (!(error instanceof Interruption)) throw error;
      output.printError(`${error.message} Nothing was changed.`);
      return INTERRUPTED;
    } finally {
      await cluster.close();
    }
  });
};

/** What a deployment needs. */
interface Run {
  readonly cluster: Cluster;
  readonly stack: Stack;
  readonly target: ClusterTarget;
  readonly deployment: StackDeployment;
  readonly options: Options;
  readonly timeout: number;
  readonly output: Printer;
  readonly signal: AbortSignal;
}

async function deployTo(run: Run): Promise<boolean | typeof INTERRUPTED> {
  const { options, output } = run;
  const plan = await showPlan(run);
  if (options.plan) return true;
  if (!changesAnything(plan)) output.print('Nothing changes.');
  else if (!(await isConfirmed(run))) return false;
  return applyWaves(run, plan);
}

/**
 * Prints what would change.
 *
 * @throws Refusal if it cannot be carried out.
 */
async function showPlan({ cluster, stack, target, deployment, options, output, signal }: Run): Promise<Plan> {
  const environment = target.environment.name;
  const { schemas, forceConflicts } = options;
  const services = deployment.waves.flat().map(({ name }) => name);
  const plan = await planDeployment(cluster, deployment, { schemas, signal });
  output.print(`${environment} in the cluster of the context "${target.context}", in start order:`);
  output.printReport(formatPlan(plan, deployment, { color: output.hasColors === true }));
  const missing = await missingSecrets(cluster, stack, { environment, services }, signal);
  const problems = [...missing, ...planProblems(plan, { environment, forceConflicts })];
  if (problems.length > 0) throw new Refusal([...problems, { problem: 'Nothing was changed.' }]);
  return plan;
}

/** Whether a person says yes, now or by `--yes`. */
async function isConfirmed({ target, options, output, signal }: Run): Promise<boolean> {
  if (options.yes) return true;
  if (output.ask === undefined) {
    throw new Refusal({
      problem: 'Nothing was changed: nobody is here to be asked, since this is no terminal.',
      remedy: 'Give --yes to go on without being asked, or --plan to only see what it would do.',
    });
  }
  const answer = await output.ask(`Apply this to "${printableLine(target.context)}"? [y/N] `, signal);
  if (/^y(?:es)?$/i.test(answer.trim())) return true;
  output.print('Nothing was changed.');
  return false;
}

async function applyWaves(run: Run, { services }: Plan): Promise<boolean | typeof INTERRUPTED> {
  const { cluster, stack, target, deployment, timeout, output, signal } = run;
  const environment = target.environment.name;
  const isUnchanged = (comparisons: readonly ObjectComparison[]) =>
    comparisons.every(({ outcome }) => outcome === 'unchanged');
  const unchanged = [...services].flatMap(([name, comparisons]) => (isUnchanged(comparisons) ? [name] : []));
  const progress = showProgress([...services.keys()], new Set(unchanged), output);
  const { forceConflicts } = run.options;
  const options = { forceConflicts, timeout, signal, onState: progress.onState };
  const deployed = await deployWaves(cluster, deployment, options).finally(progress.end);
  if (deployed.end === 'ready') {
    output.print(`${environment} is ready.`);
    return true;
  }
  if (deployed.end === 'stopped') output.printError('It was interrupted.');
  output.printError(formatEnd(stack, environment, deployed));
  return deployed.end === 'stopped' ? INTERRUPTED : false;
}
