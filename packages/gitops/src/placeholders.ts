import type { Contract, Environment } from '@k8s-blocks/topology';

/**
 * Whether the tree of a service has a Secret of placeholders. A tool that compares the cluster with the repository would put these
 * back over the real values again and again.
 */
export function hasPlaceholders({ secrets }: Contract, { secretsProvided }: Environment): boolean {
  return !secretsProvided && Object.keys(secrets).length > 0;
}
