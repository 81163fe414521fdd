import type { Layer } from '@k8s-blocks/kustomize';
import { formatObject } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import { type Contract, WORKLOAD_KINDS } from '@k8s-blocks/topology';

/**
 * Where the workload in the manifests is not the one that the contract declares. The commands that wait for a service and
 * the addresses of its pods are derived from the contract, and would be wrong.
 */
export function workloadProblems(contract: Contract, layers: Readonly<Record<string, Layer>>): Problem[] {
  return Object.entries(layers).flatMap(([environment, { files }]) => {
    const objects = Object.values(files).flatMap((file) => file.objects);
    const workloads = objects.filter(({ kind }) => WORKLOAD_KINDS.some((each) => each === kind));
    const isDeclared = workloads.some(
      ({ kind, metadata }) => kind === contract.workload && metadata?.name === contract.name,
    );
    const [other] = workloads;
    if (isDeclared || other === undefined) return [];
    return [
      {
        environment,
        object: formatObject(other, 'an object'),
        problem: `The contract of ${contract.name} declares ${contract.workload} ${contract.name}, which is not among the manifests.`,
        remedy: `Declare workload: '${other.kind}' in the contract, and name the object ${contract.name}.`,
      },
    ];
  });
}
