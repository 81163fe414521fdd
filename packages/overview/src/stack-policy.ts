import { manifestYaml } from '@k8s-blocks/kustomize';
import { clusterNetworkPolicy } from '@k8s-blocks/policies';
import type { Stack } from '@k8s-blocks/topology';

/** The YAML of the ClusterNetworkPolicy of a stack; undefined in an environment that has none. */
export function stackPolicy(stack: Stack, environment: string): string | undefined {
  const policy = clusterNetworkPolicy(stack, environment);
  return policy === undefined ? undefined : manifestYaml([policy]);
}
