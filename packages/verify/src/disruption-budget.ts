import { fieldsOf, integerOf, isAbsent, textOf } from '@k8s-blocks/manifest';
import type { Pod } from '@k8s-blocks/reachability';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';
import { selectorOf } from './selector.ts';
import type { Workload } from './workload.ts';

/** A budget, with the workloads whose pods it selects. */
export interface DisruptionBudget {
  readonly object: BuiltObject;
  readonly workloads: readonly Workload[];
}

/** The budgets of a build. */
export function disruptionBudgets(stack: BuiltStack): readonly DisruptionBudget[] {
  return stack.memo(findBudgets);
}

function findBudgets(stack: BuiltStack): readonly DisruptionBudget[] {
  return stack.ofType('policy/v1 PodDisruptionBudget').map((object) => {
    const selects = selectorOf(fieldsOf(object.fields.spec).selector);
    return { object, workloads: stack.workloadsIn(object.namespace).filter(({ pod }) => selects(pod.labels)) };
  });
}

/** Whether a budget selects a pod, which need not be of the build. */
export function isBudgeted(stack: BuiltStack, { namespace, labels }: Pod): boolean {
  return stack.ofType('policy/v1 PodDisruptionBudget').some((object) => {
    return object.namespace === namespace && selectorOf(fieldsOf(object.fields.spec).selector)(labels);
  });
}

/**
 * How many of the pods must stay healthy: "when you specify the value as a percentage … Kubernetes rounds up to the
 * nearest integer", for both limits. Nothing if it has no valid limit.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
 */
export function minHealthy({ fields }: BuiltObject, pods: number): number | undefined {
  const { minAvailable, maxUnavailable } = fieldsOf(fields.spec);
  if (!isAbsent(maxUnavailable)) {
    const unavailable = scaled(maxUnavailable, pods);
    return unavailable === undefined ? undefined : Math.max(0, pods - unavailable);
  }
  return scaled(minAvailable, pods);
}

function scaled(value: unknown, pods: number): number | undefined {
  const percentage = /^(\d+)%$/.exec(textOf(value) ?? '')?.[1];
  return percentage === undefined ? integerOf(value) : Math.ceil((Number(percentage) * pods) / 100);
}
