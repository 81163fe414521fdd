import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IContainer } from 'kubernetes-models/v1/Container';

/**
 * Refuses two containers of a pod that have one port: they share the address of the pod, so that only one can listen on it,
 * and a port's name leads to the first.
 */
export function refuseSharedPorts(
  { contract, workload, name }: ServiceEnvironment,
  containers: readonly IContainer[],
): void {
  const owners = new Map<string, string>();
  for (const container of containers) {
    for (const { containerPort, protocol = 'TCP' } of container.ports ?? []) {
      const port = `${containerPort}/${protocol}`;
      const owner = owners.get(port);
      if (owner !== undefined && owner !== container.name) {
        throw new Refusal({
          service: contract.name,
          environment: name,
          object: `${workload.kind} ${workload.objectName}`,
          field: `containers["${container.name}"].ports`,
          problem: `The containers "${owner}" and "${container.name}" both have port ${port}.`,
          remedy: "Say which container has which: ports: containerPorts(contract, ['http']).",
        });
      }
      owners.set(port, container.name);
    }
  }
}
