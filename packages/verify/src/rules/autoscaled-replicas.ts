import { fieldsOf, integerOf } from '@k8s-blocks/manifest';
import { autoscalersOf } from '../autoscaler.ts';
import type { StackRule } from '../rule.ts';

/**
 * What a HorizontalPodAutoscaler scales says no number of replicas. A number of 0 turns the autoscaler off, and may be meant.
 *
 * Why: each apply sets the number of pods back, also under full load.
 *
 * @example
 * apiVersion: apps/v1
 * kind: Deployment
 * spec:
 *   replicas: 2 # a HorizontalPodAutoscaler scales it
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling
 */
export const autoscaledReplicas: StackRule = {
  name: 'autoscaled-replicas',
  severity: 'warning',
  *check(stack) {
    for (const { object, target } of autoscalersOf(stack)) {
      const replicas = integerOf(fieldsOf(target?.fields.spec).replicas);
      if (target === undefined || replicas === undefined || replicas === 0) continue;
      yield {
        object: target,
        field: 'spec.replicas',
        problem: `It says ${replicas}, and ${object.title} says how many pods it has.`,
        why: `Each apply sets the pods back to ${replicas}, whatever the load.`,
        remedy: 'Remove replicas, and give minReplicas to the autoscaler.',
      };
    }
  },
};
