import type { DeclaredRoute, EnvironmentRoutes, ServiceEnvironment } from '@k8s-blocks/topology';

/** The routes of one host. */
export interface HostRoutes {
  readonly host: string;
  /** The name of its objects in base: that of the service for its first host, and with the host for every other. */
  readonly name: string;
  readonly routes: readonly DeclaredRoute[];
}

/** The routes to a service by their hosts, in the order of the map. */
export function routesByHost(env: ServiceEnvironment, { domain }: EnvironmentRoutes): readonly HostRoutes[] {
  const routes = env.routes();
  const hosts = [...new Set(routes.map(({ host }) => host))];
  return hosts.map((host, index) => ({
    host,
    name: index === 0 ? env.workload.name : `${env.workload.name}-${wordOf(host, domain)}`,
    routes: routes.filter((each) => each.host === host),
  }));
}

/** A host as a part of a name. It is without the domain, so that an object has one name in all environments. */
function wordOf(host: string, domain: string): string {
  if (host === domain) return 'domain';
  const below = host.endsWith(`.${domain}`) ? host.slice(0, -domain.length - 1) : host;
  return below.replace('*', 'any').replaceAll('.', '-');
}
