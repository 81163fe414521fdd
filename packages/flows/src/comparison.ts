import type { Protocol } from '@k8s-blocks/reachability';

/** A connection of the map that no flow shows. */
export interface NeverSeen {
  /** `orders → payments:8443`. */
  readonly connection: string;
  readonly why: string;
  /** How often it was tried and dropped by the cluster. */
  readonly dropped: number;
}

/** Flows between two parties on one port. */
export interface Seen {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Addresses of the end that is outside: the first twenty. */
  readonly addresses: readonly string[];
  /** Whether there were more. */
  readonly hasMoreAddresses: boolean;
  /** How often it was seen and let through, and how often it was tried and dropped. */
  readonly passed: number;
  readonly dropped: number;
}

/** Flows that no connection declares. */
export interface Undeclared extends Seen {
  /** The line that declares it: `connection(orders, payments.ports.http, 'why'),`. */
  readonly paste: string;
  /** What has to be done before the line is right. Absent: nothing. */
  readonly first?: string;
}

/** Flows that the cluster let through, and the policies that are built now would not. */
export interface WouldDrop extends Seen {
  /** Which end denies it, and by which policies. */
  readonly why: string;
}

/** Lines of which it is not known what they say, of one reason. */
export interface NotUnderstood {
  readonly why: string;
  readonly count: number;
  /** The first of them, from 1. */
  readonly line: number;
  /** The file of that line, where there are several. */
  readonly file?: string;
}

/** What flow logs say of an environment. */
export interface Comparison {
  readonly environment: string;
  readonly neverSeen: readonly NeverSeen[];
  readonly undeclared: readonly Undeclared[];
  readonly wouldDrop: readonly WouldDrop[];
  readonly notUnderstood: readonly NotUnderstood[];
  readonly counts: FlowCounts;
}

/** How many lines there were, and of what. */
export interface FlowCounts {
  readonly lines: number;
  /** Connections of this environment, each time that a line says one. */
  readonly connections: number;
  readonly replies: number;
  readonly nameResolutions: number;
  /** From a node to a pod, as probes are; a node always reaches its own pods. */
  readonly fromNodes: number;
  /** Between parties none of which is of this environment. */
  readonly ofOthers: number;
}
