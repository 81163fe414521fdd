import type { Contract, OfferedPort } from '@k8s-blocks/topology';

/** A port of a container, with the name by which Services and probes refer to it. */
export interface NamedContainerPort<Name extends string = string> {
  name: Name;
  containerPort: number;
  protocol: 'TCP' | 'UDP' | 'SCTP';
}

/**
 * The ports of a service's container: all of its main workload that its contract offers, under their names. The type has the names, so that a
 * probe on a port that does not exist does not compile.
 *
 * @param only the names of those that the container has, where several containers share the ports of the contract.
 * or where another workload has them. Default: all of the main workload.
 * @throws Refusal if the contract offers no port of such a name.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export function containerPorts<Name extends string, const Only extends Name = Name>(
  { ports }: Pick<Contract<Name>, 'ports'>,
  only?: readonly Only[],
): NamedContainerPort<Only>[] {
  const offered =
    only === undefined
      ? Object.values<OfferedPort>(ports).filter(({ workload }) => workload === undefined)
      : only.map((name): OfferedPort => ports[name]);
  return offered.map(({ name, containerPort, protocol }) => ({
    name: name as Only,
    containerPort,
    protocol,
  }));
}
