import type { Cluster, ObjectToSend } from '@k8s-blocks/cluster';
import {
  asCompared,
  compareWithCluster,
  deployedObjects,
  type Inventory,
  type KeptMember,
  type Member,
  type ObjectComparison,
  planPrune,
} from '@k8s-blocks/deploy';
import { type BuildDifference, compareBuilds } from '@k8s-blocks/diff';
import { keyOf, referenceOf } from '@k8s-blocks/manifest';
import { findRefusedChanges } from '../definitions.ts';
import type { StackDeployment } from './read-deployment.ts';

/** What a deployment would do to a cluster. */
export interface Plan {
  /** What it does to each object of each service. */
  readonly services: ReadonlyMap<string, readonly ObjectComparison[]>;
  /** What it does to the objects of the whole stack. */
  readonly ofStack: readonly ObjectComparison[];
  /** What was deployed before and is not built any more. */
  readonly leftOver: LeftOver;
  /** All that was deployed before. */
  readonly members: readonly Member[];
  /** What it means: which pods roll, which connections open and close. */
  readonly difference: BuildDifference;
}

/** What was deployed before and is not built any more. */
export interface LeftOver {
  /** What `--prune` deletes, in its order. */
  readonly toDelete: readonly Member[];
  /** What it keeps, and why. */
  readonly kept: readonly KeptMember[];
}

/** How a plan is made. */
export interface PlanOptions {
  readonly schemas: readonly string[];
  /** Whether what is left over is deleted. */
  readonly prune: boolean;
  readonly deleteData: boolean;
  /** The services to which it is restricted. Default: all. */
  readonly only: ReadonlySet<string> | undefined;
  /** The names of the services of the map. */
  readonly startOrder: readonly string[];
  readonly signal: AbortSignal;
}

/** Asks a cluster what a deployment would do, without changing anything. */
export async function planDeployment(
  cluster: Cluster,
  inventory: Inventory,
  deployment: StackDeployment,
  { schemas, signal, prune, ...options }: PlanOptions,
): Promise<Plan> {
  const { ofStack, waves } = deployment;
  const services = waves.flat();
  const compared = await compareWithCluster(cluster, deployedObjects(deployment), { signal, askInDefault: true });
  const comparisonOf = new Map(compared.map((comparison) => [comparison.object, comparison]));
  const ofObjects = (objects: readonly ObjectToSend[]) => objects.flatMap((object) => comparisonOf.get(object) ?? []);
  const { members } = await inventory.members();
  const wanted = wantedOf(deployment);
  const { steps, kept } = planPrune(members, { ...options, wanted, services: options.only });
  const toDelete = steps.flat();
  const around = aroundOf(members, { compared, toDelete, prune });
  const before = [...compared.flatMap(({ live }) => live ?? []), ...around.before];
  // What is refused stays as it is.
  const after = [...compared.flatMap(({ live, wanted }) => wanted ?? live ?? []), ...around.after];
  const refusedChanges = await findRefusedChanges(after, schemas);
  return {
    services: new Map(services.map(({ name, objects }) => [name, ofObjects(objects)])),
    ofStack: ofObjects(ofStack),
    leftOver: { toDelete, kept },
    members,
    difference: compareBuilds(before, after, { refusedChanges }),
  };
}

/** All that the environment is to have: also the objects of services that are not deployed now, since objects move. */
export function wantedOf(deployment: StackDeployment): readonly ObjectToSend[] {
  return [...deployedObjects(deployment), ...deployment.others];
}

/** What the cluster has of the stack besides what is applied, before and after. */
function aroundOf(
  members: readonly Member[],
  {
    compared,
    toDelete,
    prune,
  }: Pick<PlanOptions, 'prune'> & {
    readonly compared: readonly ObjectComparison[];
    readonly toDelete: readonly Member[];
  },
) {
  const keysOf = (object: unknown) => {
    const reference = referenceOf(object);
    return reference === undefined ? [] : [keyOf(reference)];
  };
  const applied = new Set(compared.flatMap(({ object }) => keysOf(object)));
  const others = members.filter(({ reference }) => !applied.has(keyOf(reference)));
  const deleted = new Set(prune ? toDelete : []);
  return {
    before: others.map(({ object }) => asCompared(object)),
    after: others.filter((member) => !deleted.has(member)).map(({ object }) => asCompared(object)),
  };
}

/** All comparisons of a plan. */
export function comparisonsOf({ services, ofStack }: Plan): readonly ObjectComparison[] {
  return [...ofStack, ...[...services.values()].flat()];
}

/**
 * Whether it would change anything.
 *
 * @param prune whether what is left over is deleted.
 */
export function changesAnything(plan: Plan, { prune }: Pick<PlanOptions, 'prune'>): boolean {
  const isChanged = ({ outcome }: ObjectComparison) => outcome !== 'unchanged';
  return comparisonsOf(plan).some(isChanged) || (prune && plan.leftOver.toDelete.length > 0);
}
