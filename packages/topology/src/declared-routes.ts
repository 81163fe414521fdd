import { groupBy } from '@k8s-blocks/manifest';
import { type Connection, isOffered } from './connection.ts';
import type { Environment } from './environment.ts';
import { isInternet } from './internet.ts';
import type { OfferedPort } from './port.ts';
import { hostIn, type PathType } from './route.ts';

/** A route as one environment has it. */
export interface DeclaredRoute {
  /** The whole host name: `shop.staging.example.com`. */
  readonly host: string;
  /** Begins with a slash. */
  readonly path: string;
  readonly pathType: PathType;
  /** Where it leads. */
  readonly port: OfferedPort;
  /** What it is for. */
  readonly why: string;
}

/**
 * The routes among connections, with their hosts in an environment; none where that does not say how routes are made.
 *
 * @param connections those that exist in the environment.
 */
export function declaredRoutes(connections: readonly Connection[], environment: Environment): DeclaredRoute[] {
  const { routes } = environment;
  if (routes === undefined) return [];
  return connections.flatMap(({ to, why, route }) => {
    if (route === undefined || !isOffered(to)) return [];
    const { path = '/', pathType = 'Prefix' } = route;
    return [{ host: hostIn(route.host, environment, routes.domain), path, pathType, port: to, why }];
  });
}

/**
 * The connections of an environment, of which those that are routes to one port are one, with all their reasons: a policy lets
 * their controller in once. Where the environment does not say how routes are made, as base may, nobody comes by them.
 */
export function withRoutesJoined(connections: readonly Connection[], { routes }: Environment): Connection[] {
  const routed = connections.filter(({ from }) => isInternet(from));
  if (routed.length === 0) return [...connections];
  const joined = groupBy(routed, ({ to }) => [to]);
  return connections.flatMap((each) => {
    if (!isInternet(each.from)) return [each];
    const [first, ...others] = joined.get(each.to) ?? [];
    if (each !== first || routes === undefined) return [];
    return [{ ...each, why: [each.why, ...others.map(({ why }) => why)].join('; ') }];
  });
}
