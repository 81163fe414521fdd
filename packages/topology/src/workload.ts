import type { OfferedPort } from './port.ts';

/** The kinds of workload that a service may have. */
export const WORKLOAD_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;

/** One of {@link WORKLOAD_KINDS}. */
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/** The labels `app.kubernetes.io/name` and `app.kubernetes.io/component` of objects. */
export interface Identity {
  readonly name: string;
  readonly component: string;
}

/** A workload as a contract declares it. A bare kind has the defaults. */
export interface WorkloadDefinition {
  readonly kind: WorkloadKind;
  /** The name of its object in base, where it exists under another name. Default: that of the workload. */
  readonly objectName?: string;
  /** The two labels of its objects and pods. Default: the name of the contract's identity, and the key as component. */
  readonly identity?: Identity;
  /** All labels of its objects and pods, instead of those of an identity: those of an existing workload. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * The labels that select its pods, which carry them besides those of its objects: those of an existing workload, whose
   * selector cannot change. Default: the labels of its objects.
   */
  readonly selector?: Readonly<Record<string, string>>;
  /** Whether its pods are in the network of their nodes. Default: false. */
  readonly hostNetwork?: boolean;
  /**
   * The environments in which it is deployed, of those of its service; base too, if it is to be in base. In the others it has no
   * connections, and the manifests go without it. Default: all.
   */
  readonly environments?: readonly string[];
}

/**
 * One workload of a service: the object that makes its pods, and how they are selected. A contract holds its workloads:
 * `orders.main`, `orders.workloads.worker`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/
 */
export interface Workload {
  /** The name of the contract that declares it. */
  readonly contract: string;
  /** Its key in the contract's `workloads`; absent in the main workload. */
  readonly key?: string;
  /** Its name, which what stands around it has in base: `orders` of the main one, `orders-worker`. */
  readonly name: string;
  /** The name in base of the object that makes its pods. */
  readonly objectName: string;
  /** The namespace of its service in base. */
  readonly namespace: string;
  readonly kind: WorkloadKind;
  /** Whether its pods are in the network of their nodes. */
  readonly hostNetwork: boolean;
  /** The labels of its objects and, besides those of the selector, of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** The labels that select its pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** The environments in which it is deployed. Absent: in all of its service. */
  readonly environments?: readonly string[];
}

/** The workloads of a contract: the main one, and the others by key. */
export interface Workloads {
  readonly main: Workload;
  readonly workloads: Readonly<Record<string, Workload>>;
}

/** All workloads of a service, the main one first. */
export function workloadsOf({ main, workloads }: Workloads): readonly Workload[] {
  return [main, ...Object.values(workloads)];
}

/** The workload whose pods listen on a port of the contract. */
export function workloadOf(contract: Workloads, { workload }: OfferedPort): Workload {
  return workload === undefined ? contract.main : (contract.workloads[workload] ?? contract.main);
}

/** The ports of the contract on which the pods of a workload listen. */
export function portsOf(
  contract: Workloads & { readonly ports: Readonly<Record<string, OfferedPort>> },
  workload: Workload,
): OfferedPort[] {
  return Object.values(contract.ports).filter((port) => workloadOf(contract, port) === workload);
}
