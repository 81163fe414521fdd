import { Refusal } from '@k8s-blocks/refusal';
import { fileOfCall } from './call-site.ts';
import type { Caller } from './caller.ts';
import { connectionOptionProblems } from './connection-options.ts';
import type { Contract } from './contract.ts';
import type { Internet } from './internet.ts';
import { connectionPartProblems } from './misused.ts';
import type { Needed } from './needed.ts';
import type { OutsidePort } from './outside.ts';
import type { OfferedPort } from './port.ts';
import type { Route } from './route.ts';
import type { Scrape } from './scrape.ts';
import type { Workload } from './workload.ts';

/** One line of the map: who calls whom, on which port, and why. */
export interface Connection {
  readonly from: Caller;
  readonly to: OfferedPort | OutsidePort;
  /** What the call is for; it becomes the comment of the policy rules that allow it. */
  readonly why: string;
  /** The environments that it exists in. Default: all. */
  readonly environments?: readonly string[];
  /** By which requests the port is called, where they come from the internet. */
  readonly route?: Route;
  /** How the caller reads the metrics of the port, where it is a Prometheus. */
  readonly scrape?: Scrape;
  /** When the caller needs the callee, between services of the stack. Default: `at-start`. */
  readonly needed?: Needed;
}

/** What {@link connection} takes besides the ends and the reason. */
export interface ConnectionOptions {
  /** The environments that it exists in. Default: all. */
  readonly environments?: readonly string[];
  /** The caller is a Prometheus, whose operator is to have it read the port: `{ path: '/metrics', interval: '30s' }`. */
  readonly scrape?: Scrape;
}

/** What {@link connection} takes for a connection between services of the stack. */
export interface InnerConnectionOptions extends ConnectionOptions {
  /**
   * When the caller needs the callee: the order in which services are started derives from it. Default: `at-start`. Services
   * that need each other at start cannot be started, so one connection of a circle says `later` or `optional`.
   */
  readonly needed?: Needed;
}

/** What {@link connection} takes for a route: a connection from the internet. */
export interface RouteOptions extends Route {
  /** The environments that it exists in. Default: all. */
  readonly environments?: readonly string[];
}

/**
 * Declares a connection. The egress rule at the caller, the ingress rule at the callee and the address in the caller's
 * configuration all derive from it. One from the internet is a route, which becomes an Ingress or an HTTPRoute.
 *
 * @param from a contract is its main workload, and no other: `orders`, `orders.workloads.migrate`, `anywhere`.
 * @throws Refusal if an end is not a party or port, as where its name is misspelt; and for a route without a host, with a host
 * or path that Kubernetes would refuse, or to a port that no Service offers over TCP.
 * @example connection(agentSociety, connector.ports.admin, 'open and list payment channels', { needed: 'later' })
 * @example connection(internet, shop.ports.web, 'customers', { host: 'shop', path: '/' })
 */
export function connection(from: Internet, to: OfferedPort, why: string, options: RouteOptions): Connection;
export function connection(
  from: Contract | Workload,
  to: OfferedPort,
  why: string,
  options?: InnerConnectionOptions,
): Connection;
export function connection(
  from: Exclude<Caller, Internet>,
  to: OfferedPort | OutsidePort,
  why: string,
  options?: ConnectionOptions,
): Connection;
export function connection(
  from: Caller,
  to: OfferedPort | OutsidePort,
  why: string,
  { environments, scrape, needed, ...route }: InnerConnectionOptions & Partial<RouteOptions> = {},
): Connection {
  const parts = connectionPartProblems(from, to, why, environments);
  const problems = parts.length > 0 ? parts : connectionOptionProblems({ from, to, why, scrape, needed, route });
  if (problems.length > 0) throw new Refusal(problems).within(fileOfCall(connection));
  const { host, ...path } = route;
  return {
    from,
    to,
    why,
    ...(environments === undefined ? {} : { environments }),
    ...(host === undefined ? {} : { route: { host, ...path } }),
    ...(scrape === undefined ? {} : { scrape }),
    ...(needed === undefined ? {} : { needed }),
  };
}

/** Whether the port is one of a service of the stack. */
export function isOffered(port: OfferedPort | OutsidePort): port is OfferedPort {
  return 'contract' in port;
}

/** A port in a message: `connector:8081 (admin)`, `anywhere:443`. */
export function formatPort(port: OfferedPort | OutsidePort): string {
  const number = formatPortNumber(port);
  return isOffered(port) ? `${port.contract}:${number} (${port.name})` : `${port.outside.title}:${number}`;
}

/** The number of a port, or the first and last of a range: `8081`, `10000-10100`. */
export function formatPortNumber({ port, endPort }: OfferedPort | OutsidePort): string {
  return endPort === undefined ? String(port) : `${port}-${endPort}`;
}
