import { comment } from '@k8s-blocks/comments';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { type ObjectOptions, objectMetadata } from './object-metadata.ts';

/** What {@link podDisruptionBudget} takes besides the limit. */
export interface BudgetOptions extends ObjectOptions {
  /** Default: the name of the workload. */
  readonly name?: string;
}

/**
 * The PodDisruptionBudget of a workload's pods. A pod that is not healthy may always be evicted: it serves no requests, and
 * must not block the drain of its node.
 *
 * @param limit how many pods stay up through voluntary disruptions, or how many may be down: a number, or a percentage such
 * as `50%`. Where an autoscaler has their number, `{ maxUnavailable: 1 }` lets every node be drained.
 * @param options without `defaults` it says nothing of pods that are not healthy.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export function podDisruptionBudget(
  env: ServiceEnvironment,
  limit: number | string | { readonly maxUnavailable: number | string },
  options: BudgetOptions = {},
): IPodDisruptionBudget {
  const { name = env.workload.name, defaults = true } = options;
  return comment(`How many pods of ${env.workload.name} stay up while nodes are drained.`, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: objectMetadata(env, name, options),
    spec: {
      ...(typeof limit === 'object' ? { maxUnavailable: limit.maxUnavailable } : { minAvailable: limit }),
      ...(defaults ? { unhealthyPodEvictionPolicy: 'AlwaysAllow' } : {}),
      selector: { matchLabels: { ...env.workload.selector } },
    },
  });
}
