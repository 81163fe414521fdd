/** The protocols of a Kubernetes port. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** A port as a contract declares it. A bare number is a TCP port without a URL scheme. */
export interface PortDefinition<WorkloadName extends string = string> {
  /** The port of the Service, from 1 to 65535. */
  readonly port: number;
  /**
   * The last port of a range, which begins at `port`. Services and containers have no ranges of ports: a range is offered on
   * no Service, and the container lists its first port only.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
   */
  readonly endPort?: number;
  /** The port of the container, where it differs from the Service's; of a range it cannot differ. Default: `port`. */
  readonly containerPort?: number;
  /** Default: TCP. */
  readonly protocol?: Protocol;
  /** The scheme of this port's URLs: `http`, `ws`. Without one the port has addresses, but no URLs. */
  readonly scheme?: string;
  /**
   * The Services that offer the port; addresses name the first one. A port without a Service has no address, and is called
   * at the pods themselves. Default: the Service named like the contract, or like another workload that has the port; of a
   * range: none.
   */
  readonly services?: readonly string[];
  /** The key of the workload whose pods listen on it. Default: the main workload. */
  readonly workload?: WorkloadName;
}

/** A port that a service offers, and that connections lead to. A contract holds its ports: `connector.ports.admin`. */
export interface OfferedPort extends Required<Omit<PortDefinition, 'scheme' | 'endPort' | 'workload'>> {
  /** The name of the contract that offers the port. */
  readonly contract: string;
  /** The port's name, on the container and on the Services. */
  readonly name: string;
  readonly scheme?: string;
  readonly endPort?: number;
  /** The key of the workload whose pods listen on it, where it is not the main one. */
  readonly workload?: string;
}
