import type { Neighbour } from '@k8s-blocks/kustomize';
import { type Contract, type EnvironmentValues, providedSecrets, type Stack } from '@k8s-blocks/topology';

/**
 * The objects that a service may refer to without making them, as the map knows them: the Services of the others, and the
 * Secrets that are provided.
 */
export function neighboursOf<Name extends string, Values extends EnvironmentValues>(
  stack: Stack<Name, Values>,
  service: Contract,
  environment: Name | 'base',
): readonly Neighbour[] {
  const { suffix } = stack.environments[environment];
  if (suffix === '') return [];
  const services = stack.startOrder
    .filter((contract) => contract !== service)
    .flatMap((contract) => {
      const names = new Set(Object.values(contract.ports).flatMap((port) => port.services));
      return [...names].map((name) => ({ kind: 'Service', namespace: contract.namespace, name }));
    });
  const secrets = providedSecrets(stack as unknown as Stack<Name>, environment).map(({ namespace, name }) => {
    return { kind: 'Secret', namespace: withoutSuffix(namespace, suffix), name: withoutSuffix(name, suffix) };
  });
  return [...services, ...secrets].map(({ kind, namespace, name }) => ({
    group: '',
    kind,
    base: { namespace, name },
    here: { namespace: `${namespace}${suffix}`, name: `${name}${suffix}` },
  }));
}

function withoutSuffix(text: string, suffix: string): string {
  return text.slice(0, -suffix.length);
}
