/** A cluster as manifests, as the naive readings take it. */
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { IService } from 'kubernetes-models/v1/Service';
import type { NaivePod, Selector } from './naive-parts.test-helper.ts';

export interface NaiveCluster {
  readonly namespaces: readonly INamespace[];
  readonly pods: readonly NaivePod[];
  readonly services: readonly IService[];
  readonly policies: readonly INetworkPolicy[];
  readonly ciliumPolicies: readonly NaiveCiliumPolicy[];
  readonly tierPolicies: readonly NaiveTierPolicy[];
}

export interface NaiveCiliumRule {
  readonly fromEndpoints?: readonly Selector[];
  readonly toEndpoints?: readonly Selector[];
  readonly fromCIDR?: readonly string[];
  readonly toCIDR?: readonly string[];
  readonly fromCIDRSet?: readonly { readonly cidr: string; readonly except?: readonly string[] }[];
  readonly toCIDRSet?: readonly { readonly cidr: string; readonly except?: readonly string[] }[];
  readonly fromEntities?: readonly string[];
  readonly toEntities?: readonly string[];
  readonly toFQDNs?: readonly NaiveHost[];
  readonly toPorts?: readonly {
    readonly ports?: readonly NaiveCiliumPort[];
    readonly rules?: { readonly dns?: readonly NaiveHost[] };
  }[];
}

export interface NaiveHost {
  readonly matchName?: string;
  readonly matchPattern?: string;
}

export interface NaiveCiliumPort {
  readonly port: string;
  readonly endPort?: number;
  readonly protocol?: string;
}

export interface NaiveCiliumPolicy {
  readonly apiVersion: 'cilium.io/v2';
  readonly kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly endpointSelector: Selector;
    readonly ingress?: readonly NaiveCiliumRule[];
    readonly ingressDeny?: readonly NaiveCiliumRule[];
    readonly egress?: readonly NaiveCiliumRule[];
    readonly egressDeny?: readonly NaiveCiliumRule[];
    readonly enableDefaultDeny?: { readonly ingress?: boolean; readonly egress?: boolean };
  };
}

export interface NaivePods {
  readonly namespaceSelector: Selector;
  readonly podSelector: Selector;
}

export interface NaiveTierPeer {
  readonly namespaces?: Selector;
  readonly pods?: NaivePods;
  readonly nodes?: Selector;
  readonly networks?: readonly string[];
  readonly domainNames?: readonly string[];
}

export interface NaiveDestinationPort {
  readonly destinationPort?: {
    readonly number?: number;
    readonly range?: { readonly start: number; readonly end: number };
  };
}

export interface NaiveTierRule {
  readonly action: 'Accept' | 'Deny' | 'Pass';
  readonly from?: readonly NaiveTierPeer[];
  readonly to?: readonly NaiveTierPeer[];
  readonly protocols?: readonly {
    readonly tcp?: NaiveDestinationPort;
    readonly udp?: NaiveDestinationPort;
    readonly sctp?: NaiveDestinationPort;
    readonly destinationNamedPort?: string;
  }[];
}

export interface NaiveTierPolicy {
  readonly apiVersion: 'policy.networking.k8s.io/v1alpha2';
  readonly kind: 'ClusterNetworkPolicy';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly tier: 'Admin' | 'Baseline';
    readonly priority: number;
    readonly subject: { readonly namespaces?: Selector; readonly pods?: NaivePods };
    readonly ingress?: readonly NaiveTierRule[];
    readonly egress?: readonly NaiveTierRule[];
  };
}
