import type { Environment } from './environment.ts';

/**
 * Whether two environments may share a cluster: those whose objects have the same names cannot, since each would overwrite
 * what the other has.
 */
export function mayShareCluster(a: Environment, b: Environment): boolean {
  return a.suffix !== b.suffix;
}
