import type { Contract } from '@k8s-blocks/topology';
import type { FoundConnection } from './connections.ts';
import type { ImportedStack, StackService } from './imported-stack.ts';

/** Services in an order in which each comes after those that it needs at its start. */
export function inStartOrder(
  services: readonly StackService[],
  connections: readonly FoundConnection[],
): readonly StackService[] {
  const ordered = new Set<StackService>();
  const place = (service: StackService) => {
    const needed = connections.flatMap(({ from, to, later }) =>
      later === undefined && 'contract' in from && from.contract === service.name && 'contract' in to
        ? [to.contract]
        : [],
    );
    for (const each of services) {
      if (needed.includes(each.name) && each !== service && !ordered.has(each)) place(each);
    }
    ordered.add(service);
  };
  for (const service of services) if (!ordered.has(service)) place(service);
  return [...ordered];
}

/** The stack with each Namespace among the objects of the service that is started first in it, where its block makes it. */
export function withNamespacesOfFirst(stack: ImportedStack, startOrder: readonly Contract[]): ImportedStack {
  const namespaces = stack.services.flatMap(({ objects }) => objects.filter(isNamespace));
  const services = stack.services.map((service) => {
    const first = startOrder.find(({ namespace }) => namespace === service.namespace);
    const own =
      first?.name === service.name ? namespaces.filter(({ reference }) => reference.name === service.namespace) : [];
    return { ...service, objects: [...own, ...service.objects.filter((each) => !isNamespace(each))] };
  });
  return { ...stack, services };
}

function isNamespace({ reference: { group, kind } }: StackService['objects'][number]): boolean {
  return group === '' && kind === 'Namespace';
}
