import type { LabelSelector } from './labels.ts';
import type { Protocol } from './protocol.ts';

/** The kinds of policies that are read. Rules of those of one tier work together, of whatever kind they are. */
export type PolicyKind =
  | 'NetworkPolicy'
  | 'CiliumNetworkPolicy'
  | 'CiliumClusterwideNetworkPolicy'
  | 'ClusterNetworkPolicy';

/** The direction that a rule allows and a policy isolates, as `spec.policyTypes` of a NetworkPolicy names it. */
export type PolicyType = 'Ingress' | 'Egress';

/**
 * The tiers, in the order in which they are asked. NetworkPolicies and the policies of Cilium are in the second one.
 *
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export type PolicyTier = 'Admin' | 'NetworkPolicy' | 'Baseline';

/** What a rule does with what it matches. `Pass` leaves it to the next tier. */
export type PolicyAction = 'Accept' | 'Deny' | 'Pass';

/**
 * What a peer names otherwise than by labels or addresses: everything; every address outside the cluster but the API
 * server's; every pod and node; the nodes with the pods in their network; the API server.
 */
export type PolicyEntity = 'all' | 'world' | 'cluster' | 'nodes' | 'kube-apiserver';

/** A range of addresses, without its exceptions. */
export interface IPBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
  /** Whether it never selects a pod, whatever the pod's address is. Default: false. */
  readonly outsideOnly?: boolean;
}

/** Hosts by their names. */
export interface HostPattern {
  /**
   * A name. A `*` in it stands for any characters but dots, `*` alone for every name, and `**.` at its begin for one or more
   * labels.
   */
  readonly pattern: string;
  /** Whether it matches only hosts that the pod resolves through a DNS proxy: see {@link Policy.proxiedHosts}. */
  readonly needsDnsProxy: boolean;
}

/** The other end: pods by selectors, addresses, an entity, or hosts by name. With no field but `field` it matches nothing. */
export interface PolicyPeer {
  readonly podSelector?: LabelSelector;
  /** Absent: the policy's own namespace. */
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: IPBlock;
  readonly entity?: PolicyEntity;
  readonly host?: HostPattern;
  /** Where it stands in the manifest: `spec.egress[2].to[0]`. */
  readonly field: string;
}

/** Which port of the destination: a number, a name, a range, or, without `port`, every port of the protocol. */
export interface PolicyPort {
  readonly protocol: Protocol;
  readonly port?: number | string;
  readonly endPort?: number;
}

/** One rule of a policy: its action is taken on what matches a peer and a port. */
export interface PolicyRule {
  readonly action: PolicyAction;
  /** The callers of an ingress rule, the callees of an egress rule; empty means everything. */
  readonly peers: readonly PolicyPeer[];
  /** Empty means every port of every protocol. */
  readonly ports: readonly PolicyPort[];
  /** Where it stands in the manifest: `spec.egress[2]`. */
  readonly field: string;
}

/** The pods that a policy is for. */
export interface PolicySubject {
  readonly podSelector: LabelSelector;
  /** Of a policy of the whole cluster, the namespaces of the pods. Absent: the policy's own namespace. */
  readonly namespaceSelector?: LabelSelector;
  /** Where it stands in the manifest: `spec.podSelector`. */
  readonly field: string;
}

/** A part of a policy that is not understood, and so not judged as the cluster judges it. */
export interface UnjudgedPart {
  readonly field: string;
  /** What is not judged, and how the part is read instead: a sentence. */
  readonly problem: string;
}

/** A policy of any kind, with what the API server or the network plugin defaults filled in. */
export interface Policy {
  readonly kind: PolicyKind;
  /** Absent for a policy of the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
  readonly tier: PolicyTier;
  /** Of the policies of a tier that is asked in order, those with lower numbers are asked first; equal ones in any order. */
  readonly priority: number;
  readonly subject: PolicySubject;
  /** The directions in which it isolates its pods, so that what no rule of the tier allows is denied. */
  readonly policyTypes: readonly PolicyType[];
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
  /** The patterns of the names that its pods resolve through a DNS proxy, which learns the addresses of hosts. */
  readonly proxiedHosts: readonly string[];
  readonly unjudged: readonly UnjudgedPart[];
}
