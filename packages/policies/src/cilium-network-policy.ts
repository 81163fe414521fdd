/** A selector of pods, by their labels and, as `k8s:io.kubernetes.pod.namespace`, the name of their namespace. */
export interface CiliumSelector {
  matchLabels?: Record<string, string>;
  [field: string]: unknown;
}

/** A block of addresses outside of the cluster. */
export interface CiliumCidr {
  cidr: string;
  except?: string[];
}

/** Hosts by a name, or by a pattern of names. */
export type CiliumHost = { matchName: string } | { matchPattern: string };

/** Ports, and what is looked at in the traffic to them. */
export interface CiliumPorts {
  ports: { port: string; endPort?: number; protocol: 'TCP' | 'UDP' | 'SCTP' }[];
  rules?: { dns: CiliumHost[] };
  [field: string]: unknown;
}

/** A rule of a CiliumNetworkPolicy for traffic to its pods, which has one kind of peers at most. */
export interface CiliumIngressRule {
  fromEndpoints?: CiliumSelector[];
  fromCIDRSet?: CiliumCidr[];
  fromEntities?: string[];
  toPorts?: CiliumPorts[];
  [field: string]: unknown;
}

/** A rule of a CiliumNetworkPolicy for traffic from its pods, which has one kind of peers at most. */
export interface CiliumEgressRule {
  toEndpoints?: CiliumSelector[];
  toCIDRSet?: CiliumCidr[];
  toEntities?: string[];
  toFQDNs?: CiliumHost[];
  toPorts?: CiliumPorts[];
  [field: string]: unknown;
}

/**
 * A CiliumNetworkPolicy, as far as the blocks write it; any other field is set by spreading. The package with all its types would
 * need Node 22.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/
 */
export interface CiliumNetworkPolicy {
  apiVersion: 'cilium.io/v2';
  kind: 'CiliumNetworkPolicy';
  metadata: { name: string; labels?: Record<string, string>; [field: string]: unknown };
  spec: {
    endpointSelector: CiliumSelector;
    ingress: CiliumIngressRule[];
    egress: CiliumEgressRule[];
    [field: string]: unknown;
  };
}
