import type { Connection, OfferedPort, Workload } from '@k8s-blocks/topology';
import type { Call, OutsideEnd } from '../stack/call.ts';

/** A connection of the map, with what it was found by. */
export interface FoundConnection {
  readonly from: Workload | OutsideEnd;
  readonly to:
    | OfferedPort
    | {
        readonly outside: OutsideEnd;
        readonly port: number;
        readonly endPort?: number;
        readonly protocol: Call['port']['protocol'];
      };
  /** Where it was found, as the reason that the map gives. */
  readonly why: string;
  /** The environments that have it, where that are not all in which both ends are deployed. */
  readonly environments?: readonly string[];
  /** What speaks of it. */
  readonly calls: readonly Call[];
  /** Why the caller starts without its callee. */
  readonly later?: string;
  /** The connection itself. */
  readonly connection: Connection;
}

/** A way that policies let many through, of whom nothing says that they call. */
export interface WideWay {
  readonly caller: Workload;
  readonly to: OfferedPort;
  readonly where: string;
}

/** The connections of a map, and what policies let through besides. */
export interface FoundConnections {
  readonly connections: readonly FoundConnection[];
  readonly wide: readonly WideWay[];
}
