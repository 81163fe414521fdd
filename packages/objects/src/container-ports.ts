import type { Contract, OfferedPort } from '@k8s-blocks/topology';

/** A port of a container, with the name by which Services and probes refer to it. */
export interface NamedContainerPort<Name extends string = string> {
  name: Name;
  containerPort: number;
  protocol: 'TCP' | 'UDP' | 'SCTP';
}

/**
 * The ports of a service's container: all that its contract offers, under their names. The type has the names, so that a
 * probe on a port that does not exist does not compile.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export function containerPorts<Name extends string>({ ports }: Contract<Name>): NamedContainerPort<Name>[] {
  return Object.values<OfferedPort>(ports).map(({ name, containerPort, protocol }) => ({
    name: name as Name,
    containerPort,
    protocol,
  }));
}
