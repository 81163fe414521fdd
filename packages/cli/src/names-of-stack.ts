import { type Environment, type Stack, workloadsOf } from '@k8s-blocks/topology';

/** The names of the services, their namespaces, workloads and Services in an environment. */
export function ownNames({ startOrder }: Stack, { objectName, namespaceName }: Environment): string[] {
  const names = startOrder.flatMap((service) => {
    const { name, namespace, ports } = service;
    const workloads = workloadsOf(service).flatMap((workload) => [workload.name, workload.objectName]);
    const objects = [name, ...workloads, ...Object.values(ports).flatMap(({ services }) => services)];
    return [...objects.map(objectName), namespaceName(namespace)];
  });
  return [...new Set(names)];
}

/** The namespaces of an environment, by their names in base. */
export function namespaceNames(stack: Stack, { namespaceName }: Environment): Readonly<Record<string, string>> {
  const inBase = (namespace: string) => stack.environments.base?.namespaceName(namespace) ?? namespace;
  return Object.fromEntries(stack.startOrder.map(({ namespace }) => [inBase(namespace), namespaceName(namespace)]));
}

/**
 * The names that services and namespaces have in other environments, and nothing has in this one or in base: those of base
 * are names of much else too, such as labels.
 */
export function namesElsewhere(stack: Stack, environment: Environment): ReadonlyMap<string, string> {
  const environments: readonly Environment[] = Object.values(stack.environments);
  const here = environments.filter((each) => each === environment || each.name === 'base');
  const known = new Set([
    ...here.flatMap((each) => ownNames(stack, each)),
    ...stack.startOrder.flatMap(({ name, namespace }) => [name, namespace]),
  ]);
  const others = environments.filter((each) => !here.includes(each));
  return new Map(
    others.flatMap((each) =>
      ownNames(stack, each)
        .filter((name) => !known.has(name))
        .map((name): [string, string] => [name, each.name]),
    ),
  );
}
