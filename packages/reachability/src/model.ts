/** Labels of a pod or a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** The protocols that a NetworkPolicy can name. Other traffic (ICMP, ARP) is undefined there, and not judged here. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

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

/** `matchLabels` and `matchExpressions`: all must hold, so an empty selector selects everything. */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

/** One expression of a selector. */
export interface LabelSelectorRequirement {
  readonly key: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`; a selector with any other selects nothing. */
  readonly operator: string;
  readonly values?: readonly string[];
}

/** A range of addresses, without its exceptions. */
export interface IPBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

/** The other end: pods by selectors, or addresses by a block. With no field it matches nothing. */
export interface NetworkPolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: IPBlock;
}

/** Which port of the destination: a number, a name, a range, or, without `port`, every port of the protocol. */
export interface NetworkPolicyPort {
  readonly protocol: Protocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** An entry of `spec.ingress` or `spec.egress`: it allows what matches a peer and a port. */
export interface NetworkPolicyRule {
  /** `from` of an ingress rule, `to` of an egress rule; empty means everything. */
  readonly peers: readonly NetworkPolicyPeer[];
  /** Empty means every port of every protocol. */
  readonly ports: readonly NetworkPolicyPort[];
}

/** The direction that a rule allows and a policy isolates, as `spec.policyTypes` names it. */
export type PolicyType = 'Ingress' | 'Egress';

/** A NetworkPolicy as the API server stores it: what it defaults is filled in. */
export interface NetworkPolicy {
  readonly namespace: string;
  readonly name: string;
  readonly podSelector: LabelSelector;
  readonly policyTypes: readonly PolicyType[];
  readonly ingress: readonly NetworkPolicyRule[];
  readonly egress: readonly NetworkPolicyRule[];
}

/** All that decides who reaches whom. */
export interface Cluster {
  readonly namespaces: readonly Namespace[];
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly policies: readonly NetworkPolicy[];
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

/** An address outside the cluster. Only `ipBlock` peers and rules without peers match it, and no policy isolates it. */
export interface ExternalAddress {
  readonly ip: string;
}

/** One end of a connection. */
export type Endpoint = PodEndpoint | ExternalAddress;

/** Where a connection goes to. */
export interface Target {
  readonly to: Endpoint;
  readonly port: number;
  readonly protocol: Protocol;
}
