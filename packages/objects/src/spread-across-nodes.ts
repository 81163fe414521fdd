import { recommendedLabels } from '@k8s-blocks/labels';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IAffinity } from 'kubernetes-models/v1/Affinity';

/**
 * Pod anti-affinity that puts the pods of a service on different nodes.
 *
 * @param strength `preferred`: as far as there are enough nodes. `required`: a pod without a node of its own stays pending.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
 */
export function spreadAcrossNodes(
  { contract: { identity } }: ServiceEnvironment,
  strength: 'preferred' | 'required' = 'preferred',
): IAffinity {
  const term = {
    labelSelector: { matchLabels: recommendedLabels({ name: identity.name }) },
    topologyKey: 'kubernetes.io/hostname',
  };
  return {
    podAntiAffinity:
      strength === 'required'
        ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
  };
}
