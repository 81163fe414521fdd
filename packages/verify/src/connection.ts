/** One end of a connection: the pods of a workload, every pod of a namespace, or anywhere, in the cluster and outside. */
export type Party =
  | { readonly namespace: string; readonly pods: Readonly<Record<string, string>> }
  | { readonly namespace: string }
  | 'anywhere';

/** A connection that is declared to exist in one environment: what is not declared is to be denied. */
export interface DeclaredConnection {
  readonly from: Party;
  readonly to: Party;
  /** The port of the callee's pods. */
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** The Services that offer the port, where the callee is a workload; each must lead to it. */
  readonly services?: readonly { readonly name: string; readonly port: number }[];
  /** What the connection is for. */
  readonly why: string;
}
