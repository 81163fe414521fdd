/**
 * One end of a connection: the pods of a workload, every pod of a namespace, addresses outside of the cluster, or anywhere,
 * in the cluster and outside.
 */
export type Party =
  | { readonly namespace: string; readonly pods: Readonly<Record<string, string>> }
  | { readonly namespace: string }
  | { readonly cidr: string; readonly except?: readonly string[] }
  | 'anywhere';

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

/** The ports of a connection, from the first to the last. */
export function portRangeOf({ port, endPort = port }: DeclaredConnection): {
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
