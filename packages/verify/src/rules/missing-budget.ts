import { disruptionBudgets, isBudgeted, minHealthy } from '../disruption-budget.ts';
import { dueToLabels } from '../mislabelled-pods.ts';
import type { StackRule } from '../rule.ts';
import type { Workload } from '../workload.ts';

/**
 * A workload with several replicas has a PodDisruptionBudget, and a budget keeps at least one of its pods.
 *
 * Why: a drain of several nodes can evict all pods at once.
 *
 * @example
 * apiVersion: apps/v1
 * kind: Deployment
 * spec:
 *   replicas: 2 # no PodDisruptionBudget selects its pods
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
 */
export const missingBudget: StackRule<'budget-missing' | 'budget-allows-all'> = {
  name: 'missing-budget',
  severity: 'warning',
  *check(stack) {
    const budgets = disruptionBudgets(stack);
    for (const { object, workloads } of budgets) {
      const pods = workloads.reduce((sum, { replicas = Number.NaN }) => sum + replicas, 0);
      const healthy = minHealthy(object, pods);
      if (healthy === undefined ? pods === 0 : healthy > 0 || !(pods > 1)) continue;
      const problem = 'It lets all pods be evicted at once.';
      const why = 'A drain of several nodes stops the service, as if there were no budget.';
      yield {
        code: 'budget-allows-all',
        object,
        field: 'spec',
        problem,
        why,
        remedy: 'Set minAvailable or maxUnavailable so that a pod stays.',
      };
    }
    const budgeted = new Set<Workload>();
    for (const { workloads } of budgets) for (const workload of workloads) budgeted.add(workload);
    for (const workload of stack.workloads) {
      const { object, replicas = 0 } = workload;
      if (replicas < 2 || budgeted.has(workload)) continue;
      yield {
        code: 'budget-missing',
        object,
        field: 'spec.replicas',
        problem: `No PodDisruptionBudget selects its ${replicas} pods.`,
        why: 'A drain of several nodes can evict all of them at once.',
        remedy: 'Add a PodDisruptionBudget that selects them.',
        dueTo: dueToLabels(workload, (pod) => isBudgeted(stack, pod)),
      };
    }
  },
};
