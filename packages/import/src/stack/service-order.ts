import type { Contract } from '@k8s-blocks/topology';
import { isNamespace } from '../manifests/imported-objects.ts';
import type { ImportedStack, StackService } from './imported-stack.ts';

/** Services in the order in which the map starts them. */
export function inStartOrder(
  services: readonly StackService[],
  startOrder: readonly Contract[],
): readonly StackService[] {
  return startOrder.flatMap(({ name }) => services.filter((service) => service.name === name));
}

/**
 * The stack with each Namespace among the objects of the service that is started first in it, in each environment, where its
 * block makes it.
 */
export function withNamespacesOfFirst(stack: ImportedStack, startOrder: readonly Contract[]): ImportedStack {
  const namespaces = stack.services.flatMap(({ objects }) => objects.filter(isNamespace));
  const services = stack.services.map((service) => {
    const own = namespaces
      .filter(({ reference }) => reference.name === service.namespace)
      .flatMap((object) => {
        const forms = [...object.in].filter(([environment]) => isFirstIn(service, environment, startOrder));
        return forms.length === 0 ? [] : [{ ...object, in: new Map(forms) }];
      });
    return { ...service, objects: [...own, ...service.objects.filter((each) => !isNamespace(each))] };
  });
  return { ...stack, services };
}

/** Whether a service is the first of those that are deployed in its namespace in an environment. */
function isFirstIn({ name, namespace }: StackService, environment: string, startOrder: readonly Contract[]): boolean {
  const sharing = startOrder.filter((each) => each.namespace === namespace);
  const deployed = sharing.filter(({ environments }) => environments?.includes(environment) ?? true);
  return (deployed[0] ?? sharing[0])?.name === name;
}
