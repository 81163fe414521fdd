import { cutConnections, type Inventory, type ObjectComparison, refuseCuts } from '@k8s-blocks/deploy';
import { compareBuilds } from '@k8s-blocks/diff';
import { formatReference, isWithinPath, referenceOf } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Plan } from './plan.ts';

/** What it takes to judge a plan. */
interface Judged {
  readonly environment: string;
  /** The services of the map in the environment. */
  readonly servicesOfMap: ReadonlySet<string>;
  /** Whether fields are taken from other managers. */
  readonly forceConflicts: boolean;
  /** Whether what is left over is deleted. */
  readonly prune: boolean;
}

/**
 * Why a plan cannot be carried out: what the server refuses, fields that others manage, objects that belong to others, and connections of
 * services that stay as they are, which would be cut. Empty if it can.
 */
export function planProblems(
  plan: Plan,
  inventory: Pick<Inventory, 'foreignOwner'>,
  judged: Judged,
): readonly Problem[] {
  const { environment, forceConflicts } = judged;
  const ofService = (service: string | undefined, comparisons: readonly ObjectComparison[]) =>
    comparisons.flatMap((comparison) => {
      const foreign = comparison.live === undefined ? undefined : inventory.foreignOwner(service, comparison.live);
      const problems = foreign === undefined ? problemsOf(comparison, forceConflicts) : [foreign];
      return problems.map((problem) => ({ ...(service === undefined ? {} : { service }), environment, ...problem }));
    });
  return distinct([
    ...ofService(undefined, plan.ofStack),
    ...[...plan.services].flatMap(([service, comparisons]) => ofService(service, comparisons)),
    ...cutProblems(plan, judged),
  ]);
}

/** Each problem once: that of a namespace is one of everything in it. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function problemsOf(comparison: ObjectComparison, forceConflicts: boolean): readonly Problem[] {
  if (comparison.outcome === 'refused') return comparison.refusal.problems.map((each) => withRemedy(each, comparison));
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

/** What is refused of a change that no server makes, with what to do instead, which depends on the kind. */
function withRemedy(problem: Problem, { live, object }: ObjectComparison): Problem {
  const { field, remedy } = problem;
  if (live === undefined || field === undefined || remedy !== undefined) return problem;
  const { consequences } = compareBuilds([live], [object]);
  const same = consequences.find(
    ({ effect, field: changed }) =>
      effect === 'refused' && changed !== undefined && (isWithinPath(changed, field) || isWithinPath(field, changed)),
  );
  return same === undefined ? problem : { ...problem, remedy: same.text };
}

/** The connections that would be cut of services that stay as they are. Of one that left the map, nobody declares any. */
function cutProblems(plan: Plan, { environment, servicesOfMap, prune }: Judged): readonly Problem[] {
  const deployed = new Set(plan.services.keys());
  const live = plan.members.filter(({ set }) => set.service === undefined || servicesOfMap.has(set.service));
  const { toDelete, kept } = plan.leftOver;
  const staying = [...(prune ? [] : toDelete), ...kept.map(({ member }) => member)];
  const after = [
    ...[...plan.services.values()].flat().map(({ wanted, object }) => wanted ?? object),
    ...staying.filter(({ set }) => deployed.has(set.service ?? '')).map(({ object }) => object),
  ];
  try {
    refuseCuts(cutConnections({ live, deployed, after }), environment);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
}
