/**
 * One end of a connection: the pods of a workload, pods of a namespace, addresses outside of the cluster, a host by its name,
 * the API server, or anywhere, in the cluster and outside.
 */
export type Party = 'anywhere' | PodsParty | NamespaceParty | AddressParty | HostParty | ApiServerParty;

/** The pods with some labels in a namespace. */
export interface PodsParty {
  readonly namespace: string;
  readonly pods: Readonly<Record<string, string>>;
  /** Present where they are in the network of their nodes, with the addresses of these where they are known. */
  readonly hostNetwork?: KnownAddresses;
}

/** Pods of a namespace: all, or those with some labels. */
export interface NamespaceParty {
  readonly namespace: string;
  readonly pods?: Readonly<Record<string, string>>;
}

/** Addresses outside of the cluster. */
export interface AddressParty {
  readonly blocks: readonly AddressBlock[];
}

/** A host by its name, or by a pattern: `*.example.com`. */
export interface HostParty extends KnownAddresses {
  readonly host: string;
}

/** The API server of the cluster. */
export interface ApiServerParty extends KnownAddresses {
  readonly apiServer: true;
}

/** A block of addresses, without some smaller ones in it. */
export interface AddressBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

/** Where a party is that is not declared by its addresses. Absent: not known, so that it may be at any. */
export interface KnownAddresses {
  readonly addresses?: readonly AddressBlock[];
}

/** A connection that is declared to exist in one environment: what is not declared is to be denied. */
export interface DeclaredConnection {
  readonly from: Party;
  readonly to: Party;
  /** The port of the callee's pods. */
  readonly port: number;
  /** The last port, where all from `port` to this one are called; containers need not list more than the first. */
  readonly endPort?: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** The Services that offer the port, where the callee is a workload; each must lead to it. */
  readonly services?: readonly { readonly name: string; readonly port: number }[];
  /** What the connection is for. */
  readonly why: string;
}

/** The namespace of a party, where it is in one. */
export function namespaceOf(party: Party): string | undefined {
  return party !== 'anywhere' && 'namespace' in party ? party.namespace : undefined;
}

/** What is called of a party: a port, or all from `port` to `endPort`. */
export type CalledPorts = Pick<DeclaredConnection, 'port' | 'endPort' | 'protocol'>;

/** The ports of a connection, from the first to the last. */
export function portRangeOf({ port, endPort = port }: CalledPorts): {
  readonly first: number;
  readonly last: number;
} {
  return { first: port, last: endPort };
}

/** Whether a connection is on a port. */
export function isOnPort(connection: DeclaredConnection, port: number, protocol: string): boolean {
  const { first, last } = portRangeOf(connection);
  return connection.protocol === protocol && first <= port && port <= last;
}
