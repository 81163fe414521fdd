import type { Labels } from './labels.ts';
import type { Policy } from './policy.ts';
import type { Protocol } from './protocol.ts';

export type { LabelSelector, LabelSelectorRequirement, Labels } from './labels.ts';
export type { Protocol } from './protocol.ts';

/** A namespace. The label `kubernetes.io/metadata.name`, which the API server sets on each, need not be listed. */
export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
}

/** A port that a container of the pod declares. */
export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

/** A pod, or the one that stands for all replicas of a workload. */
export interface Pod {
  readonly namespace: string;
  /** The pod's name; for the representative of a workload, the workload's. */
  readonly name: string;
  readonly labels: Labels;
  /** The pod's addresses where they are known. Manifests do not know them, so `ipBlock` then matches no pod. */
  readonly ips?: readonly string[];
  readonly ports: readonly ContainerPort[];
  /** Whether the pod is in its node's network: then policies neither isolate it nor can select it as a peer. */
  readonly hostNetwork?: boolean;
  /** The workload whose replicas the pod stands for, as kind and name: `Deployment agent-society`. */
  readonly workload?: string;
}

/** A port of a Service. */
export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** A number, or a container port's name, which each selected pod resolves by itself. */
  readonly targetPort: number | string;
}

/** A Service. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  /** The labels of its pods. Absent: its endpoints are made by hand, and are not known here. */
  readonly selector?: Labels;
  /** Whether `clusterIP` is `None`: clients then connect to the pods themselves, and no port is translated. */
  readonly headless: boolean;
  /** The DNS name that an `ExternalName` Service is an alias of. */
  readonly externalName?: string;
  readonly ports: readonly ServicePort[];
}

/** A cluster as a model: all of it that decides who reaches whom. */
export interface ClusterModel {
  readonly namespaces: readonly Namespace[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly policies: readonly Policy[];
}

/**
 * A pod at one end of a connection: one of the cluster's, or a stranger with any labels in any namespace. A stranger
 * in a namespace of the cluster is selected by its policies as any other pod there.
 */
export interface PodEndpoint extends Omit<Pod, 'name' | 'ports'> {
  readonly name?: string;
  readonly ports?: readonly ContainerPort[];
  /** The labels of its namespace, where the cluster does not have that namespace, or other ones are to be tried. */
  readonly namespaceLabels?: Labels;
}

/**
 * An address outside the cluster, or that of its API server, wherever that runs. No policy isolates it, and no selector of
 * pods selects it.
 */
export interface ExternalAddress {
  readonly ip: string;
  /** The host name by which it is called. Default: none, so that no peer that names hosts matches it. */
  readonly host?: string;
  /** Whether it is the API server of the cluster. Default: false. */
  readonly apiServer?: boolean;
}

/** One end of a connection. */
export type Endpoint = PodEndpoint | ExternalAddress;

/** Where a connection goes to. */
export interface Target {
  readonly to: Endpoint;
  readonly port: number;
  readonly protocol: Protocol;
}
