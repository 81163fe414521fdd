import type { ObjectReference } from '@k8s-blocks/manifest';

/** One end of a call: a workload, by the key of its reference in base; or somebody outside of what is imported. */
export type CallEnd = { readonly workload: string } | { readonly outside: OutsideEnd };

/** Somebody outside of what is imported. */
export type OutsideEnd =
  | { readonly kind: 'anywhere' }
  | { readonly kind: 'namespace'; readonly namespace: string; readonly pods?: Readonly<Record<string, string>> }
  | { readonly kind: 'network'; readonly cidr: string; readonly except?: readonly string[] }
  | { readonly kind: 'host'; readonly host: string };

/** The port that is called. */
export interface CalledPort {
  /** Of a Service: its own port; of pods: that of the container. A name is that of a port of the container. */
  readonly port: number | string;
  readonly endPort?: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** The name of the Service that is called, in base; absent where pods are. */
  readonly service?: string;
}

/** A call that something in the manifests speaks of. */
export interface Call {
  readonly environment: string;
  readonly from: CallEnd;
  readonly to: CallEnd;
  readonly port: CalledPort;
  /** What speaks of it: an address in the configuration of the caller, a rule of its policy, or one of the callee's. */
  readonly by: 'address' | 'egress' | 'ingress';
  /** Where that is: `CONNECTOR_URL in ConfigMap web-config`, `NetworkPolicy web`. */
  readonly where: string;
  /** The scheme of the address. */
  readonly scheme?: string;
  /** Whether the rule lets in many by something else than their names, so that it does not say that each of them calls. */
  readonly isWide?: true;
}

/** A direction in which policies isolate the pods of a workload in an environment: what none lets through is denied. */
export interface Isolation {
  readonly environment: string;
  /** The key of its reference in base. */
  readonly workload: string;
  readonly direction: 'ingress' | 'egress';
}

/** Finds the reference of an object of an environment in base. */
export type InBase = (reference: ObjectReference) => ObjectReference;
