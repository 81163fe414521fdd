import { uniquenessOf } from '@k8s-blocks/findings';
import { fieldsOf, isAbsent, isSameObject } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import { disruptionBudgets, minHealthy } from '../disruption-budget.ts';
import type { StackRule } from '../rule.ts';

/**
 * A PodDisruptionBudget lets at least one of its pods be evicted, and no pod has two budgets.
 *
 * Why: otherwise every eviction is refused, and the node of the pod is never drained.
 *
 * @example
 * apiVersion: policy/v1
 * kind: PodDisruptionBudget
 * spec:
 *   minAvailable: 2 # of a Deployment with replicas: 2
 *   selector: { matchLabels: { app: web } }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets
 */
export const blockedDrain: StackRule<'no-disruption-allowed' | 'several-budgets'> = {
  name: 'blocked-drain',
  severity: 'warning',
  *check(stack) {
    const budgeted = new Map<string, BuiltObject>();
    for (const { object, workloads } of disruptionBudgets(stack)) {
      const pods = workloads.reduce((sum, { replicas = Number.NaN }) => sum + replicas, 0);
      const healthy = minHealthy(object, pods);
      if (healthy !== undefined && pods > 0 && healthy >= pods) {
        yield {
          code: 'no-disruption-allowed',
          object,
          field: isAbsent(fieldsOf(object.fields.spec).maxUnavailable) ? 'spec.minAvailable' : 'spec.maxUnavailable',
          problem: `${pods === 1 ? 'The one pod' : `All ${pods} pods`} that it selects must stay.`,
          why: 'A node with one of them cannot be drained: every eviction is refused.',
          remedy: 'Run more replicas, or let one of them be evicted.',
        };
      }
      const shared = workloads.find((each) => budgeted.has(each.object.title));
      const other = shared && budgeted.get(shared.object.title);
      if (shared !== undefined && other !== undefined) {
        yield {
          code: 'several-budgets',
          object,
          field: 'spec.selector',
          problem: `${other.title} selects pods of ${shared.object.title} too.`,
          why: 'Pods with more than one budget cannot be evicted.',
          remedy: 'Keep one budget for the pods.',
          ...(isSameObject(other.reference, object.reference) ? { dueTo: [uniquenessOf(object.reference)] } : {}),
        };
      }
      for (const workload of workloads) budgeted.set(workload.object.title, object);
    }
  },
};
