import { routeController, type Stack } from '@k8s-blocks/topology';
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
  const services = stack.servicesIn(environmentName).map((service) => stack.serviceIn(service, environmentName));
  const routes = services
    .filter(({ namespace }) => !unknown.has(namespace))
    .flatMap(({ contract, namespace, nameOf, routes: declared }) =>
      declared().map(({ host, path, pathType, port, why }): DeclaredRoute => {
        const [service = contract.name] = port.services;
        return {
          kind,
          namespace,
          name: nameOf(contract.name),
          ...{ host, path, pathType, why },
          service: nameOf(service),
          port: { name: port.name, number: port.port },
        };
      }),
    );
  return { routes, controller };
}
