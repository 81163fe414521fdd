import { addressOf, type Cluster, type ObjectToSend } from '@k8s-blocks/cluster';
import { asCompared, compareWithCluster, type ObjectComparison } from '@k8s-blocks/deploy';
import { type BuildDifference, compareBuilds } from '@k8s-blocks/diff';
import { formatReference, referenceOf } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import { findRefusedChanges } from '../definitions.ts';
import type { StackDeployment } from './read-deployment.ts';

/** What a deployment would do to a cluster. */
export interface Plan {
  /** What it does to each object of each service. */
  readonly services: ReadonlyMap<string, readonly ObjectComparison[]>;
  /** What it does to the objects of the whole stack. */
  readonly ofStack: readonly ObjectComparison[];
  /** What that means: which pods roll, which connections open and close. */
  readonly difference: BuildDifference;
}

/** How a plan is made. */
export interface PlanOptions {
  readonly schemas: readonly string[];
  readonly signal: AbortSignal;
}

/** Asks a cluster what a deployment would do, without changing anything. */
export async function planDeployment(
  cluster: Cluster,
  { ofStack, waves, others }: StackDeployment,
  { schemas, signal }: PlanOptions,
): Promise<Plan> {
  const services = waves.flat();
  const together = [...ofStack, ...services.flatMap(({ objects }) => objects)];
  const compared = await compareWithCluster(cluster, together, { signal });
  const comparisonOf = new Map(compared.map((comparison) => [comparison.object, comparison]));
  const ofObjects = (objects: readonly ObjectToSend[]) => objects.flatMap((object) => comparisonOf.get(object) ?? []);
  const around = (await Promise.all(others.map((object) => cluster.get(addressOf(object), { signal })))).flatMap(
    (object) => (object === undefined ? [] : [asCompared(object)]),
  );
  const before = [...compared.flatMap(({ live }) => live ?? []), ...around];
  // What is refused stays as it is.
  const after = [...compared.flatMap(({ live, wanted }) => wanted ?? live ?? []), ...around];
  const refusedChanges = await findRefusedChanges(after, schemas);
  return {
    services: new Map(services.map(({ name, objects }) => [name, ofObjects(objects)])),
    ofStack: ofObjects(ofStack),
    difference: compareBuilds(before, after, { refusedChanges }),
  };
}

/** All comparisons of a plan. */
export function comparisonsOf({ services, ofStack }: Plan): readonly ObjectComparison[] {
  return [...ofStack, ...[...services.values()].flat()];
}

/** Whether it would change anything. */
export function changesAnything(plan: Plan): boolean {
  return comparisonsOf(plan).some(({ outcome }) => outcome !== 'unchanged');
}

/**
 * Why a plan cannot be carried out: what the server refuses, and fields that others manage; empty if it can.
 *
 * @param forceConflicts whether fields are taken from other managers.
 */
export function planProblems(
  { services, ofStack }: Plan,
  { environment, forceConflicts }: { readonly environment: string; readonly forceConflicts: boolean },
): readonly Problem[] {
  const ofServices = [...services].flatMap(([service, comparisons]) =>
    comparisons.flatMap((each) =>
      problemsOf(each, forceConflicts).map((problem) => ({ service, environment, ...problem })),
    ),
  );
  const others = ofStack.flatMap((each) => problemsOf(each, forceConflicts));
  return [...ofServices, ...others.map((problem) => ({ environment, ...problem }))];
}

function problemsOf(comparison: ObjectComparison, forceConflicts: boolean): readonly Problem[] {
  if (comparison.outcome === 'refused') return comparison.refusal.problems;
  if (comparison.outcome !== 'conflict' || forceConflicts) return [];
  const reference = referenceOf(comparison.object);
  const object = reference === undefined ? comparison.object.kind : formatReference(reference, { withNamespace: true });
  return comparison.conflicts.map(({ manager, field }) => ({
    object,
    field,
    problem: `The field manager "${manager}" has set it to another value.`,
    remedy: 'Leave the field out if it is for that one to set, or take it: --force-conflicts',
  }));
}
