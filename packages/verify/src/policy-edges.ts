import { type IpAddress, parseCidr } from '@k8s-blocks/manifest';
import type { ClusterModel, IPBlock, PolicyRule } from '@k8s-blocks/reachability';

/**
 * The ports from which on policies may judge otherwise than of the port before: where they name a port or a range, and
 * where that ends; in ascending order. Names of ports are looked up at all pods.
 */
export function portEdgesOf({ pods, policies }: Pick<ClusterModel, 'pods' | 'policies'>): number[] {
  const named = rulesOf(policies).flatMap(({ ports }) =>
    ports.flatMap(({ port, endPort = port }) =>
      typeof port === 'number' && typeof endPort === 'number' ? [port, endPort + 1] : [],
    ),
  );
  const offered = pods.flatMap(({ ports }) => ports.flatMap(({ port }) => [port, port + 1]));
  return [...new Set([...named, ...offered])].sort((a, b) => a - b);
}

/** The addresses from which on policies may judge otherwise than of the address before: the edges of their blocks. */
export function addressEdgesOf({ policies }: Pick<ClusterModel, 'policies'>): IpAddress[] {
  return edgesOfBlocks(rulesOf(policies).flatMap(({ peers }) => peers.flatMap(({ ipBlock }) => ipBlock ?? [])));
}

/** The addresses from which on a block, or an exception of one, begins or has ended; each once. */
export function edgesOfBlocks(blocks: readonly IPBlock[]): IpAddress[] {
  const cidrs = new Set(blocks.flatMap(({ cidr, except = [] }) => [cidr, ...except]));
  return [...cidrs].flatMap((text) => {
    const cidr = parseCidr(text);
    if (cidr === undefined) return [];
    const { family, first, last } = cidr;
    return [
      { family, bits: first },
      { family, bits: last + 1n },
    ];
  });
}

function rulesOf(policies: ClusterModel['policies']): PolicyRule[] {
  return policies.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
}
