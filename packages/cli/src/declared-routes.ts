import { type EnvironmentRoutes, routeController, routesIn, type Stack } from '@k8s-blocks/topology';
import type { DeclaredRoute, DeclaredRoutes, RouteTaker } from '@k8s-blocks/verify';

/**
 * The routes that a map declares for an environment, in the form of packages/verify; undefined where the environment does not say
 * how routes are made.
 *
 * @param unknown the namespaces that were not built, whose routes are not expected.
 */
export function declaredRoutesOf(
  stack: Stack,
  environmentName: string,
  unknown: ReadonlySet<string>,
): DeclaredRoutes | undefined {
  const environment = stack.environments[environmentName];
  const controller = environment === undefined ? undefined : routeController(environment);
  const made = environment?.routes;
  if (controller === undefined || made === undefined) return undefined;
  const { kind } = made;
  const routes = routesIn(stack, environmentName).flatMap(({ host, path, pathType, port, why }): DeclaredRoute[] => {
    const contract = stack.contractNamed(port.contract);
    if (contract === undefined) return [];
    const { namespace, nameOf } = stack.serviceIn(contract, environmentName);
    if (unknown.has(namespace)) return [];
    const [service = contract.name] = port.services;
    const offered = { service: nameOf(service), port: { name: port.name, number: port.port } };
    return [{ kind, namespace, name: nameOf(contract.name), host, path, pathType, ...offered, why }];
  });
  return { routes, controller, taker: takerOf(made) };
}

function takerOf(routes: EnvironmentRoutes): RouteTaker {
  if (routes.kind === 'Ingress') return { className: routes.className, tls: routes.issuer !== undefined };
  const { name, namespace } = routes.gateway;
  return { gateway: { name, namespace } };
}
