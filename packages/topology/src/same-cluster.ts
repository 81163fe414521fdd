import type { Environment } from './environment.ts';
import type { ServiceMap } from './service-map.ts';

/** Whether two environments may be in one cluster. Those with equal names of everything are in other clusters. */
export function mayShareCluster(_services: Pick<ServiceMap, 'startOrder'>, a: Environment, b: Environment): boolean {
  return a !== b && a.suffix !== b.suffix;
}
