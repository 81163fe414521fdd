import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { podDisruptionBudget } from './pod-disruption-budget.ts';
import { waive } from './waive.ts';

/**
 * A PodDisruptionBudget that keeps one pod up; where an autoscaler has their number, one that lets one pod at a time be
 * evicted, so that no drain is blocked when there is but one. With a single replica that pod cannot be evicted, which blocks
 * every drain of its node; `verify` warns of that, and the warning is waived here with its reason.
 *
 * @param replicas how many pods the service has in this environment; nothing where an autoscaler has their number.
 * @see https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/
 */
export function keepOneUp(env: ServiceEnvironment, replicas: number | undefined): IPodDisruptionBudget {
  if (replicas === undefined) return podDisruptionBudget(env, { maxUnavailable: 1 });
  const budget = podDisruptionBudget(env, 1);
  if (replicas > 1) return budget;
  return waive(
    'blocked-drain',
    'One pod stays up also where it is the only one: whoever drains its node deletes it by hand.',
    budget,
  );
}
