import type { Cluster } from '@k8s-blocks/cluster';
import {
  type DeployedStack,
  deployWaves,
  type Inventory,
  type ObjectComparison,
  openInventory,
  prune,
  watchProblems,
} from '@k8s-blocks/deploy';
import { printableLine } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import type { ClusterTarget } from '../cluster-target.ts';
import type { OptionsOf } from '../commands.ts';
import { INTERRUPTED, Interruption } from '../interruption.ts';
import type { Printer } from '../output.ts';
import { asMembers } from './as-members.ts';
import { formatPruned, titleOf } from './format-left-over.ts';
import { formatPlan } from './format-plan.ts';
import { missingSecrets } from './missing-secrets.ts';
import { changesAnything, type Plan, planDeployment, wantedOf } from './plan.ts';
import { planProblems } from './plan-problems.ts';
import type { StackDeployment } from './read-deployment.ts';
import { formatEnd } from './report-end.ts';
import { showProgress } from './show-progress.ts';

/** What a run of the command needs. */
export interface Run {
  readonly cluster: Cluster;
  readonly stack: Stack;
  readonly target: ClusterTarget;
  /** Under which names the cluster keeps what is deployed. */
  readonly deployed: DeployedStack;
  readonly deployment: StackDeployment;
  readonly options: OptionsOf<'deploy'>;
  /** How many milliseconds a service may take. */
  readonly timeout: number;
  readonly output: Printer;
  readonly signal: AbortSignal;
}

/** What is planned: a deployment with the labels of the inventory. */
interface Planned {
  readonly plan: Plan;
  readonly inventory: Inventory;
  readonly deployment: StackDeployment;
}

/** Plans, asks, applies, waits, and prunes. */
export async function deployTo(run: Run): Promise<boolean | typeof INTERRUPTED> {
  const planned = await planFor(run);
  if (!changesAnything(planned.plan, run.options)) run.output.print('Nothing changes.');
  else if (!(await isConfirmed(run))) return false;
  const end = await applyWaves(run, planned);
  if (end !== true || !run.options.prune) return end;
  return pruneAfter(run, planned);
}

/**
 * Prints what a deployment would change.
 *
 * @throws Refusal if it cannot be carried out.
 */
export async function planFor({
  cluster,
  stack,
  target,
  deployed,
  options,
  output,
  signal,
  ...run
}: Run): Promise<Planned> {
  const environment = target.environment.name;
  const inventory = await openInventory(cluster, deployed, { signal });
  const deployment = asMembers(run.deployment, inventory);
  const waved = deployment.waves.flat();
  const services = waved.map(({ name }) => name);
  const only = options.service.length === 0 ? undefined : new Set(services);
  const startOrder = stack.startOrder.map(({ name }) => name);
  const plan = await planDeployment(cluster, inventory, deployment, { ...options, only, startOrder, signal });
  output.print(`${environment} in the cluster of the context "${target.context}", in start order:`);
  const shown = { color: output.hasColors === true, prune: options.prune };
  output.printReport(formatPlan(plan, deployment, shown));
  const servicesOfMap = new Set(stack.servicesIn(environment).map(({ name }) => name));
  // A plan waits for nothing: it can be made with fewer rights.
  const waitedFor = options.plan ? [] : waved.flatMap(({ objects }) => objects);
  const watched = await watchProblems(cluster, waitedFor, { signal });
  const problems = [
    ...(await missingSecrets(cluster, stack, { environment, services }, signal)),
    ...watched.map((problem) => ({ environment, ...problem })),
    ...planProblems(plan, inventory, { ...options, environment, servicesOfMap }),
  ];
  if (problems.length > 0) throw new Refusal([...problems, { problem: 'Nothing was changed.' }]);
  return { plan, inventory, deployment };
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

async function applyWaves(run: Run, { plan, inventory, deployment }: Planned): Promise<boolean | typeof INTERRUPTED> {
  const { cluster, stack, target, timeout, output, signal } = run;
  const environment = target.environment.name;
  const { services } = plan;
  const isUnchanged = (comparisons: readonly ObjectComparison[]) =>
    comparisons.every(({ outcome }) => outcome === 'unchanged');
  const unchanged = [...services].flatMap(([name, comparisons]) => (isUnchanged(comparisons) ? [name] : []));
  // Before anything is applied, so that the next run finds whatever this one leaves.
  if (deployment.ofStack.length > 0) await inventory.prepare(undefined, deployment.ofStack);
  await Promise.all(deployment.waves.flat().map(({ name, objects }) => inventory.prepare(name, objects)));
  const progress = showProgress([...services.keys()], new Set(unchanged), output);
  const { forceConflicts } = run.options;
  const options = { forceConflicts, timeout, signal, onState: progress.onState };
  const deploying = deployWaves(cluster, deployment, options).finally(progress.end);
  const deployed = await deploying.catch((error: unknown) => {
    throw error instanceof Refusal ? error.within({ environment }) : error;
  });
  if (deployed.end === 'ready') {
    output.print(`${environment} is ready.`);
    return true;
  }
  if (signal.reason instanceof Interruption) output.printError(signal.reason.message);
  output.printError(formatEnd(stack, environment, deployed));
  return deployed.end === 'stopped' ? INTERRUPTED : false;
}

/** Deletes what is not built any more, once all that is built is ready. */
async function pruneAfter(
  { cluster, stack, options, output, signal }: Run,
  { plan, inventory, deployment }: Planned,
): Promise<boolean | typeof INTERRUPTED> {
  const pruning = prune(cluster, inventory, {
    wanted: wantedOf(deployment),
    services: options.service.length === 0 ? undefined : new Set(plan.services.keys()),
    startOrder: stack.startOrder.map(({ name }) => name),
    deleteData: options.deleteData,
    signal,
    onDelete: (member) => output.print(`deletes ${titleOf(member)}`),
  });
  const pruned = await pruning.catch((error: unknown) => {
    if (error instanceof Interruption) return undefined;
    throw error;
  });
  if (pruned === undefined) {
    output.printError(
      'It was interrupted while it deleted what is not built any more: the next run with --prune goes on.',
    );
    return INTERRUPTED;
  }
  for (const line of formatPruned(pruned)) output.print(line);
  return pruned.pending.length === 0;
}
