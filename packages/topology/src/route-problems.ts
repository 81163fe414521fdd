import { quote } from '@k8s-blocks/manifest';
import { formatNames, type Problem } from '@k8s-blocks/refusal';
import { type Connection, formatPort } from './connection.ts';
import { type DeclaredRoute, declaredRoutes } from './declared-routes.ts';
import type { Environment } from './environment.ts';
import { isInternet } from './internet.ts';
import { connectionsIn } from './presence.ts';
import { hostProblem } from './route.ts';
import { mayShareCluster } from './same-cluster.ts';
import type { ServiceMap } from './service-map.ts';

/** The routes of an environment, and what only the whole map shows to be wrong with them. */
interface RoutedEnvironment {
  readonly environment: Environment;
  readonly routes: readonly DeclaredRoute[];
}

/**
 * What is wrong with the routes of a map: an environment that does not say how they are made, a host that is not valid there, and
 * two of one host and path in a cluster, whichever services they lead to.
 */
export function routeProblems(
  connections: readonly Connection[],
  environments: readonly Environment[],
  services: ServiceMap,
): Problem[] {
  const routed = connections.filter(({ from }) => isInternet(from));
  if (routed.length === 0) return [];
  const all = environments.map((environment) => {
    const existing = connectionsIn(routed, environment, services);
    return { environment, existing, routes: declaredRoutes(existing, environment) };
  });
  return [
    ...all.flatMap(({ environment, existing }) => unmadeProblems(environment, existing)),
    ...all.flatMap(hostProblems),
    ...sharedProblems(all, services),
  ];
}

/** A base that is not deployed goes without: the overlays that are made of it add the objects of their routes. */
function unmadeProblems({ name, deployed, routes }: Environment, [first]: readonly Connection[]): Problem[] {
  if (routes !== undefined || first === undefined || !deployed) return [];
  return [
    {
      environment: name,
      field: 'routes',
      problem: `It is missing: ${formatPort(first.to)} is called from the internet there.`,
      remedy:
        "Give it: { kind: 'Ingress', className: 'nginx', controller: { namespace: 'ingress-nginx' }, domain: 'example.com' }; or name the environments of the connection." +
        (name === 'base' ? ' Where base is not deployed, say so: base: { deployed: false }.' : ''),
    },
  ];
}

function hostProblems({ environment: { name, routes }, routes: declared }: RoutedEnvironment): Problem[] {
  const domain = routes?.domain ?? '';
  return declared.flatMap(({ host, port }) => {
    const location = { environment: name, field: fieldOf(port) };
    const problem = hostProblem(host);
    if (problem !== undefined) return [{ ...location, problem, remedy: `Give a host such as shop.${domain}.` }];
    const short = host.slice(0, -domain.length - 1);
    if (short !== domain && !short.endsWith(`.${domain}`)) return [];
    const meant = short === domain ? '@' : short.slice(0, -domain.length - 1);
    const twice = `${quote(host)} has the domain of the environment twice.`;
    return [{ ...location, problem: twice, remedy: `Give the host below the domain: { host: ${quote(meant)} }.` }];
  });
}

function sharedProblems(all: readonly RoutedEnvironment[], services: ServiceMap): Problem[] {
  const seen = new Map<string, { readonly environment: Environment; readonly port: DeclaredRoute['port'] }[]>();
  return all.flatMap(({ environment, routes }) =>
    routes.flatMap((route) => {
      const { port, host, path } = route;
      const key = requestsOf(route);
      const before = seen.get(key) ?? [];
      seen.set(key, [...before, { environment, port }]);
      const other = before.find(
        (each) => each.environment === environment || mayShareCluster(services, each.environment, environment),
      );
      if (other === undefined) return [];
      const isSameEnvironment = other.environment === environment;
      const names = isSameEnvironment ? [environment.name] : [other.environment.name, environment.name];
      const ports = [...new Set([formatPort(other.port), formatPort(port)])];
      const to = ports.length === 1 ? `${ports.join()} twice` : `both ${ports.join(' and ')}`;
      return [
        {
          environment: names.join(', '),
          field: fieldOf(port),
          problem: `${host}${path} leads to ${isSameEnvironment ? to : `${ports.join(' and ')} in ${formatNames(names)}, which may share a cluster`}.`,
          remedy: isSameEnvironment
            ? 'Give each route a host or a path of its own, and declare it once.'
            : 'Give each environment hosts of its own; or, if they are in two clusters, equal names.',
        },
      ];
    }),
  );
}

/** The requests that a route takes. A slash at the end of a prefix means nothing. */
function requestsOf({ host, path, pathType }: DeclaredRoute): string {
  return `${pathType} ${host}${pathType === 'Prefix' ? path.replace(/\/$/, '') : path}`;
}

function fieldOf(port: DeclaredRoute['port']): string {
  return `connection from the internet to ${formatPort(port)}`;
}
