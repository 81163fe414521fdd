import { routeController, routesIn, type Stack } from '@k8s-blocks/topology';
import type { DeclaredRoute, DeclaredRoutes } from '@k8s-blocks/verify';

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
  const kind = environment?.routes?.kind;
  if (controller === undefined || kind === undefined) return undefined;
  const routes = routesIn(stack, environmentName).flatMap(({ host, path, pathType, port, why }): DeclaredRoute[] => {
    const contract = stack.contractNamed(port.contract);
    if (contract === undefined) return [];
    const { namespace, nameOf } = stack.serviceIn(contract, environmentName);
    if (unknown.has(namespace)) return [];
    const [service = contract.name] = port.services;
    const offered = { service: nameOf(service), port: { name: port.name, number: port.port } };
    return [{ kind, namespace, name: nameOf(contract.name), host, path, pathType, ...offered, why }];
  });
  return { routes, controller };
}
