import { type Contract, directNeeds, type Stack } from '@k8s-blocks/topology';

/** A service that is to be ready before another one is applied. */
export interface Prerequisite {
  readonly service: Contract;
  /** Why: what the connection is for, or that it has the Namespace. */
  readonly why: string;
}

/** A service of an environment, and what must be ready before it is applied. */
export interface OrderedService {
  readonly service: Contract;
  /** The services that it needs at start, and the one that has its Namespace; not what these need in turn. */
  readonly after: readonly Prerequisite[];
  /** The number of its wave, from 0: one more than the highest of those that it is applied after. */
  readonly wave: number;
}

/**
 * The services of an environment in start order, each with those that must be ready before it. Where no two services share a
 * namespace, the waves are those of the start order.
 */
export function orderedServices<Name extends string>(
  stack: Stack<Name>,
  environmentName: Name | 'base',
): readonly OrderedService[] {
  const needs = directNeeds(stack, environmentName);
  const waves = new Map<Contract, number>();
  return [...needs].map(([service, needed]) => {
    const [first = service] = stack.serviceIn(service, environmentName).servicesInNamespace();
    const after = [
      ...[...needed].map(([callee, { why }]) => ({ service: callee, why })),
      ...(first === service || needed.has(first) ? [] : [{ service: first, why: 'It has the Namespace.' }]),
    ];
    // Whatever it is applied after is before it in start order, so that its wave is known.
    const wave = Math.max(-1, ...after.map((each) => waves.get(each.service) ?? 0)) + 1;
    waves.set(service, wave);
    return { service, after, wave };
  });
}
