import { isDeepStrictEqual } from 'node:util';
import { clusterOf } from '@k8s-blocks/verify/reachability';

/**
 * Whether two builds of some services differ in what decides who reaches whom: namespaces and their labels, the labels and
 * ports of pods, Services, NetworkPolicies. Only then does it matter what else is in the environment, for
 * {@link compareBuilds} to be given it on both sides.
 */
export function concernsOthers(before: readonly unknown[], after: readonly unknown[]): boolean {
  return !isDeepStrictEqual(clusterOf(before), clusterOf(after));
}
