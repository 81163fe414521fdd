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
export function namespaceNames(
  { startOrder }: Stack,
  { namespaceName }: Environment,
): Readonly<Record<string, string>> {
  return Object.fromEntries(startOrder.map(({ namespace }) => [namespace, namespaceName(namespace)]));
}

/**
 * The names that services and namespaces have in other environments, and nothing has in this one or in base: those of base
 * are names of much else too, such as labels.
 */
export function namesElsewhere(stack: Stack, environment: Environment): ReadonlyMap<string, string> {
  const environments: readonly Environment[] = Object.values(stack.environments);
  const here = environments.filter((each) => each === environment || each.name === 'base');
  const known = new Set(here.flatMap((each) => ownNames(stack, each)));
  const others = environments.filter((each) => !here.includes(each));
  return new Map(
    others.flatMap((each) =>
      ownNames(stack, each)
        .filter((name) => !known.has(name))
        .map((name): [string, string] => [name, each.name]),
    ),
  );
}

/** The words of which names are made. */
const WORD = /[A-Za-z0-9-]+/g;

/**
 * A text of an environment with the names of base: its prefix and suffix are taken from each word, and its namespaces and itself are
 * named as in base. Findings of several environments are the same where nothing but these names differs.
 */
export function textInBase(
  { startOrder }: Stack,
  { name, prefix, suffix, namespaceName }: Environment,
): (text: string) => string {
  const known = new Map([
    ...startOrder.map(({ namespace }) => [namespaceName(namespace), namespace] as const),
    [name, 'base'],
  ]);
  const hasAffixes = (word: string) =>
    word.length > prefix.length + suffix.length && word.startsWith(prefix) && word.endsWith(suffix);
  return (text) =>
    text.replace(WORD, (word) => {
      return known.get(word) ?? (hasAffixes(word) ? word.slice(prefix.length, word.length - suffix.length) : word);
    });
}
