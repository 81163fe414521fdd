import type { Layer, Neighbour } from '@k8s-blocks/kustomize';
import { type Contract, type Environment, haveEqualNames, type Stack, secretNameOf } from '@k8s-blocks/topology';

/**
 * Finds what a service may refer to without making it, as the map knows it, by its name in base: the Services of the
 * others, and the Secrets that it uses and others provide. Nothing where all names are those of base.
 */
export function neighboursOf(
  map: Pick<Stack, 'contractsOffering' | 'startOrder'> & { readonly environments: { readonly base: Environment } },
  service: Contract,
  environment: Environment,
): Pick<Layer, 'neighboursNamed'> {
  const { base } = map.environments;
  if (haveEqualNames(map, base, environment)) return {};
  const neighbour = (kind: string, namespace: string, name: string): Neighbour => ({
    group: '',
    kind,
    base: { namespace: base.namespaceName(namespace), name },
    here: { namespace: environment.namespaceName(namespace), name: environment.objectName(name) },
  });
  const secretNames = new Set([
    ...(environment.secretsProvided ? [secretNameOf(service)] : []),
    ...service.otherSecrets.filter(({ naming }) => naming !== 'fixed').map((secret) => secret.name),
  ]);
  const neighboursNamed = (name: string) => [
    ...map
      .contractsOffering(name)
      .filter((contract) => contract !== service)
      .map(({ namespace }) => neighbour('Service', namespace, name)),
    ...(secretNames.has(name) ? [neighbour('Secret', service.namespace, name)] : []),
  ];
  return { neighboursNamed };
}
