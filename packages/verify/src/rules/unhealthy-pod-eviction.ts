import { fieldsOf } from '@k8s-blocks/manifest';
import type { StackRule } from '../rule.ts';

/**
 * "It is recommended to set AlwaysAllow Unhealthy Pod Eviction Policy … to support the eviction of misbehaving
 * applications during a node drain."
 *
 * Why: a pod that never becomes ready blocks the drain of its node for ever.
 *
 * @example
 * apiVersion: policy/v1
 * kind: PodDisruptionBudget
 * spec:
 *   minAvailable: 1
 *   selector: { matchLabels: { app: web } } # no unhealthyPodEvictionPolicy
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
export const unhealthyPodEviction: StackRule = {
  name: 'unhealthy-pod-eviction',
  severity: 'warning',
  *check({ ofType }) {
    for (const object of ofType('policy/v1 PodDisruptionBudget')) {
      if (fieldsOf(object.fields.spec).unhealthyPodEvictionPolicy === 'AlwaysAllow') continue;
      yield {
        object,
        field: 'spec.unhealthyPodEvictionPolicy',
        problem: 'Pods that are not healthy count against the budget.',
        why: 'A pod that never becomes ready blocks the drain of its node for ever.',
        remedy: 'Set it to "AlwaysAllow".',
      };
    }
  },
};
