import { isDeepStrictEqual } from 'node:util';
import { type ClusterModel, clusterOf } from '@k8s-blocks/reachability';
import { readBuild } from './build.ts';

/**
 * Whether two builds of some services differ in what decides who reaches whom: namespaces and their labels, the labels and
 * ports of pods, Services, NetworkPolicies. Only then does {@link compareBuilds} need the objects of all other services
 * of the environment too, on both sides.
 */
export function changesReachability(before: readonly unknown[], after: readonly unknown[]): boolean {
  return !isDeepStrictEqual(clusterIn(before), clusterIn(after));
}

function clusterIn(values: readonly unknown[]): ClusterModel {
  return clusterOf(readBuild(values).objects.map(({ fields }) => fields));
}
