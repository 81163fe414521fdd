import { formatNames, type Problem } from '@k8s-blocks/refusal';
import type { Contract } from './contract.ts';
import type { Environment } from './environment.ts';
import type { ServiceMap } from './service-map.ts';

/** The services whose names are compared. */
type Services = Pick<ServiceMap, 'startOrder'>;

/** Whether two environments give all objects and namespaces of a stack the same names. */
export function haveEqualNames({ startOrder }: Services, a: Environment, b: Environment): boolean {
  if (a.prefix !== b.prefix || a.suffix !== b.suffix) return false;
  return startOrder.every(({ namespace }) => a.namespaceName(namespace) === b.namespaceName(namespace));
}

/**
 * Whether two environments may be in one cluster. Those with equal names of everything are in other clusters, and one that is
 * not deployed is in none.
 */
export function mayShareCluster(services: Services, a: Environment, b: Environment): boolean {
  return a.deployed && b.deployed && a !== b && !haveEqualNames(services, a, b);
}

/**
 * The namespaces that would be one and the same: of two contracts of an environment, or of two environments that may be in
 * one cluster. Their policies and Services would select each other's pods.
 */
export function sharedNamespaces(services: Services, environments: readonly Environment[]): Problem[] {
  return [
    ...environments.flatMap((environment) => withinEnvironment(services, environment)),
    ...environments.flatMap((a, index) =>
      environments
        .slice(index + 1)
        .filter((b) => mayShareCluster(services, a, b))
        .flatMap((b) => betweenEnvironments(services, a, b)),
    ),
  ];
}

function withinEnvironment({ startOrder }: Services, environment: Environment): Problem[] {
  const seen = new Map<string, string>();
  return namespacesOf(startOrder).flatMap((namespace) => {
    const name = environment.namespaceName(namespace);
    const other = seen.get(name);
    seen.set(name, namespace);
    if (other === undefined) return [];
    return [
      {
        environment: environment.name,
        field: 'namespaces',
        problem: `The namespaces ${formatNames([other, namespace])} both become "${name}".`,
        remedy: 'Give each a name of its own, or the services one namespace in their contracts.',
      },
    ];
  });
}

function betweenEnvironments({ startOrder }: Services, a: Environment, b: Environment): Problem[] {
  const others = new Set(namespacesOf(startOrder).map((namespace) => a.namespaceName(namespace)));
  const shared = namespacesOf(startOrder).map((namespace) => b.namespaceName(namespace));
  const both = shared.filter((name) => others.has(name));
  if (both.length === 0) return [];
  return [
    {
      environment: b.name,
      field: 'namespaces',
      problem: `${formatNames(both)} ${both.length === 1 ? 'is a namespace' : 'are namespaces'} of "${a.name}" too, whose other names differ.`,
      remedy:
        'Name all namespaces otherwise than there; or name everything as there, if the environments are in two clusters.',
    },
  ];
}

function namespacesOf(startOrder: readonly Contract[]): readonly string[] {
  return [...new Set(startOrder.map(({ namespace }) => namespace))];
}
