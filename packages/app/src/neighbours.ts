import type { Neighbour } from '@k8s-blocks/kustomize';
import { type Contract, type Environment, type ServiceMap, secretNameOf } from '@k8s-blocks/topology';

/**
 * Finds what a service may refer to without making it, as the map knows it, by its name in base: the Services of the
 * others, and the Secrets that it uses and others provide.
 */
export function neighboursOf(
  map: Pick<ServiceMap, 'contractsOffering'>,
  service: Contract,
  { suffix, secretsProvided }: Environment,
): (name: string) => readonly Neighbour[] {
  if (suffix === '') return () => [];
  const neighbour = (kind: string, namespace: string, name: string): Neighbour => ({
    group: '',
    kind,
    base: { namespace, name },
    here: { namespace: `${namespace}${suffix}`, name: `${name}${suffix}` },
  });
  const secretNames = new Set([
    ...(secretsProvided ? [secretNameOf(service)] : []),
    ...service.otherSecrets.filter(({ naming }) => naming !== 'fixed').map((secret) => secret.name),
  ]);
  return (name) => [
    ...map
      .contractsOffering(name)
      .filter((contract) => contract !== service)
      .map(({ namespace }) => neighbour('Service', namespace, name)),
    ...(secretNames.has(name) ? [neighbour('Secret', service.namespace, name)] : []),
  ];
}
