import { type ServiceEnvironment, workloadsOf } from '@k8s-blocks/topology';
import type { IAffinity } from 'kubernetes-models/v1/Affinity';

const NAME = 'app.kubernetes.io/name';

/**
 * Pod anti-affinity that puts the pods of a workload on different nodes.
 *
 * @param strength `preferred`: as far as there are enough nodes. `required`: a pod without a node of its own stays pending.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity
 */
export function spreadAcrossNodes(
  { contract, workload }: ServiceEnvironment,
  strength: 'preferred' | 'required' = 'preferred',
): IAffinity {
  // The name says it all of a service with one workload that is selected by it; where there are several, others have it, too.
  const isAlone = workloadsOf(contract).length === 1;
  const { [NAME]: name } = workload.selector;
  const term = {
    labelSelector: { matchLabels: isAlone && name !== undefined ? { [NAME]: name } : { ...workload.selector } },
    topologyKey: 'kubernetes.io/hostname',
  };
  return {
    podAntiAffinity:
      strength === 'required'
        ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
  };
}
