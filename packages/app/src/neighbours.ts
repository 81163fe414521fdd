import type { Neighbour } from '@k8s-blocks/kustomize';
import type { Contract, Environment, ServiceMap } from '@k8s-blocks/topology';
import { secretNameOf } from '@k8s-blocks/topology';

/**
 * Finds what a service may refer to without making it, as the map knows it, by its name in base: the Services of the
 * others, and its own Secret where that is provided.
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
  return (name) => [
    ...map
      .contractsOffering(name)
      .filter((contract) => contract !== service)
      .map(({ namespace }) => neighbour('Service', namespace, name)),
    ...(secretsProvided && name === secretNameOf(service) ? [neighbour('Secret', service.namespace, name)] : []),
  ];
}
