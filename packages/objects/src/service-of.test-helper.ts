import { type ContractDefinition, contract, type ServiceEnvironment, stack } from '@k8s-blocks/topology';

/** The service `orders` in staging, where names end in `-staging`; its contract has no ports unless they are given. */
export function serviceOf(definition: Partial<ContractDefinition<string>> = {}): ServiceEnvironment {
  const orders = contract({ name: 'orders', ports: {}, ...definition });
  const environments = { base: {}, staging: { suffix: '-staging' } };
  return stack({ services: [orders], environments, connections: [] }).serviceIn(orders, 'staging');
}

/** The labels that select its pods. */
export const ORDERS = { 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/component': 'orders' };
