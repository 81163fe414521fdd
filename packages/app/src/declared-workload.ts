import type { Layer } from '@k8s-blocks/kustomize';
import type { Problem } from '@k8s-blocks/refusal';
import { type Contract, WORKLOAD_KINDS } from '@k8s-blocks/topology';

/**
 * Where the manifests have another workload than the contract states. The commands that wait for a service and the
 * addresses of its pods rest on the contract, which nothing else holds against the manifests.
 */
export function workloadProblems(contract: Contract, layers: Readonly<Record<string, Layer>>): Problem[] {
  return Object.entries(layers).flatMap(([environment, { files }]) => {
    const objects = Object.values(files).flatMap((file) => file.objects);
    const workloads = objects.filter(({ kind }) => WORKLOAD_KINDS.some((known) => known === kind));
    const isStated = workloads.some(
      ({ kind, metadata }) => kind === contract.workload && metadata?.name === contract.name,
    );
    const [other] = workloads;
    if (isStated || other === undefined) return [];
    const found = `${other.kind} ${other.metadata?.name}`;
    return [
      {
        environment,
        object: found,
        problem: `The contract of ${contract.name} states ${contract.workload} ${contract.name}, which is not among the manifests.`,
        remedy: `State workload: '${other.kind}' in the contract, and name the object ${contract.name}.`,
      },
    ];
  });
}
