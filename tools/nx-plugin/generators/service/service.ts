import type { WorkloadKind } from '@k8s-blocks/topology';

/** A service that is to be added. */
export interface Service {
  readonly name: string;
  /** Its name as TypeScript writes it. */
  readonly identifier: string;
  /** Its namespace in base. */
  readonly namespace: string;
  /** The kind of its workload. */
  readonly workload: WorkloadKind;
  /** What it serves: absent where it has no port. */
  readonly port?: ServicePort;
  /** The host by which the internet calls it, below the domain of each environment: `payments`. Absent: it does not. */
  readonly host?: string;
}

/** What a service may serve on its port. */
export const PROTOCOLS = ['http', 'grpc', 'tcp'] as const;

/** The port of a service that is to be added; its name in the contract is that of the protocol. */
export interface ServicePort {
  readonly name: (typeof PROTOCOLS)[number];
  readonly number: number;
}
