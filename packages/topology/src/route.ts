import { dnsSubdomainProblem, parseIpAddress, quote } from '@k8s-blocks/manifest';
import type { Problem } from '@k8s-blocks/refusal';
import type { Environment } from './environment.ts';

/** How the path of a request is compared: by its first elements, or as a whole. */
export type PathType = 'Prefix' | 'Exact';

/**
 * The host of a route. A text is below the domain of the environment: `shop` is `shop.staging.example.com`, `*` any name below
 * it, and `@` the domain itself, as in a zone file. A function gives the whole name: `({ name }) => …`.
 */
export type RouteHost = string | ((environment: Environment) => string);

/** By which requests a route is taken. */
export interface Route {
  readonly host: RouteHost;
  /** Begins with a slash. Default: `/`, all paths. */
  readonly path?: string;
  /**
   * Default: Prefix, by elements: `/cart` is also the path of `/cart/7`, and not of `/carts`.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
   */
  readonly pathType?: PathType;
}

/** The characters of a path in an HTTPRoute. An Ingress may have others, which controllers read differently. */
const PATH = /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+$/;
const ODD_PARTS = ['//', '/./', '/../', '%2f', '%2F'];

const PATH_TYPES: readonly unknown[] = ['Prefix', 'Exact'] satisfies readonly PathType[];

/** What is wrong with the parts of a route that are the same in all environments; empty if nothing is. */
export function routePartProblems(
  field: string,
  { host, path, pathType }: Readonly<Record<keyof Route, unknown>>,
): Problem[] {
  return [
    ...hostPartProblems(field, host),
    ...(path === undefined ? [] : pathProblems(field, path)),
    ...(pathType === undefined || PATH_TYPES.includes(pathType)
      ? []
      : [{ field, problem: `${shown(pathType)} is not a pathType.`, remedy: 'Give Prefix or Exact.' }]),
  ];
}

function hostPartProblems(field: string, host: unknown): Problem[] {
  if (typeof host === 'function') return [];
  if (typeof host !== 'string' || host === '') {
    const problem = host === undefined ? 'It has no host.' : `${shown(host)} is not a host.`;
    return [{ field, problem, remedy: "Give one: { host: 'shop' }, or '@' for the domain of the environment itself." }];
  }
  if (host === '@' || host === '*') return [];
  const problem = hostProblem(host);
  return problem === undefined ? [] : [{ field, problem, remedy: 'Give a name such as shop, or *.shop.' }];
}

function pathProblems(field: string, path: unknown): Problem[] {
  if (typeof path !== 'string' || !path.startsWith('/')) {
    const remedy = typeof path === 'string' && path !== '' ? `Write ${quote(`/${path}`)}.` : "Give one, such as '/'.";
    return [{ field, problem: `The path ${shown(path)} does not begin with a slash.`, remedy }];
  }
  if (!PATH.test(path)) {
    const problem = `The path ${quote(path)} has characters that paths of routes do not have.`;
    return [{ field, problem, remedy: 'Give the plain path: without a query, other characters as %20.' }];
  }
  const odd = ODD_PARTS.find((part) => `${path}/`.replace(/\/\/$/, '/').includes(part));
  if (odd === undefined) return [];
  const problem = `The path ${quote(path)} has ${quote(odd)}, which no path of a route may have.`;
  return [{ field, problem, remedy: 'Give the path as a server reads it.' }];
}

/**
 * What is wrong with a whole host name of a route, as a sentence; undefined if nothing is. A wildcard stands for the first
 * label alone, and an address is not a name.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards
 */
export function hostProblem(host: string): string | undefined {
  const name = host.startsWith('*.') ? host.slice(2) : host;
  if (name.includes('*')) return `${quote(host)} has a wildcard that is not its whole first label.`;
  const problem = dnsSubdomainProblem(name);
  if (problem !== undefined) return problem;
  const long = name.split('.').find((label) => label.length > 63);
  if (long !== undefined) return `${quote(host)} has a label of ${long.length} characters; DNS takes 63 at most.`;
  return parseIpAddress(host) === undefined ? undefined : `${quote(host)} is an address, and not the name of a host.`;
}

/** The whole host name of a route in an environment, whose domain it is below. */
export function hostIn(host: RouteHost, environment: Environment, domain: string): string {
  if (typeof host === 'function') return host(environment);
  return host === '@' ? domain : `${host}.${domain}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? quote(value) : String(value);
}
