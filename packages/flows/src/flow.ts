import type { Labels, Protocol } from '@k8s-blocks/reachability';

/** One end of a flow, as a log names it. */
export type FlowEnd = PodEnd | ServiceEnd | AddressEnd | NodeEnd | ApiServerEnd;

/** A pod: by its labels, by what made it, or by its name. */
export interface PodEnd {
  readonly end: 'pod';
  /** Absent where the log gives a bare name: then it is a service of the map. */
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly name?: string;
  /** What made it, by name, and by kind where that is known. */
  readonly workloads: readonly { readonly kind?: string; readonly name: string }[];
}

/** A Service that is called, of which the log does not know the pod. */
export interface ServiceEnd {
  readonly end: 'service';
  readonly namespace: string;
  readonly name: string;
}

/** An address outside of the cluster, or a host by its name; without both, the internet. */
export interface AddressEnd {
  readonly end: 'address';
  readonly ip?: string;
  readonly host?: string;
}

/** A node of the cluster, or what is in its network. */
export interface NodeEnd {
  readonly end: 'node';
  readonly ip?: string;
}

/** The API server. */
export interface ApiServerEnd {
  readonly end: 'api-server';
  readonly ip?: string;
}

/** One connection that was seen, or tried. */
export interface Flow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  /** The port of the callee: of its pods, but where a Service is called that of the Service. */
  readonly port: number;
  readonly protocol: Protocol;
  /** Whether the cluster dropped it. */
  readonly isDropped: boolean;
}

/** What a line of a log says. */
export type Meaning =
  | { readonly is: 'flow'; readonly flow: Flow }
  /** The way back of a connection. */
  | { readonly is: 'reply' }
  /** A message of the observer, a header, a blank line. */
  | { readonly is: 'no flow' }
  | { readonly is: 'not understood'; readonly why: string };

/** A line that is not understood, and why. */
export function notUnderstood(why: string): Meaning {
  return { is: 'not understood', why };
}
