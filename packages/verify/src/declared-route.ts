import type { Party } from './connection.ts';

/** A route that is declared to exist in one environment. */
export interface DeclaredRoute {
  /** The object that has it, in the namespace of its service. */
  readonly kind: 'Ingress' | 'HTTPRoute';
  readonly namespace: string;
  /** The name of the service, for an object that is missing. */
  readonly name: string;
  readonly host: string;
  readonly path: string;
  readonly pathType: 'Prefix' | 'Exact';
  /** The Service that it leads to, and its port: a name in an Ingress, or a number. */
  readonly service: string;
  readonly port: { readonly name: string; readonly number: number };
  /** What it is for. */
  readonly why: string;
}

/** Who takes the requests of the routes: an IngressClass, or a Gateway. */
export type RouteTaker =
  | { readonly className: string /** Whether Ingresses name certificates. */; readonly tls: boolean }
  | { readonly gateway: { readonly name: string; readonly namespace: string } };

/** The routes of one environment, where it says how they are made. */
export interface DeclaredRoutes {
  readonly routes: readonly DeclaredRoute[];
  /** Through whom requests come: the pods of the controller, or the network of a load balancer. */
  readonly controller: Party;
  /** Default: not known, and not judged. */
  readonly taker?: RouteTaker;
}
