import type { Cluster, IPBlock, NetworkPolicyRule } from '../reachability/index.ts';

/**
 * The ports from which on policies may judge otherwise than of the port before: where they name a port or a range, and
 * where that ends; in ascending order. Names of ports are looked up at all pods.
 */
export function portEdgesOf({ pods, policies }: Pick<Cluster, 'pods' | 'policies'>): number[] {
  const named = rulesOf(policies).flatMap(({ ports }) =>
    ports.flatMap(({ port, endPort = port }) =>
      typeof port === 'number' && typeof endPort === 'number' ? [port, endPort + 1] : [],
    ),
  );
  const offered = pods.flatMap(({ ports }) => ports.flatMap(({ port }) => [port, port + 1]));
  return [...new Set([...named, ...offered])].sort((a, b) => a - b);
}

/** The blocks of addresses that policies name, each once. */
export function ipBlocksOf({ policies }: Pick<Cluster, 'policies'>): IPBlock[] {
  const blocks = rulesOf(policies).flatMap(({ peers }) => peers.flatMap(({ ipBlock }) => ipBlock ?? []));
  return [...new Map(blocks.map((block) => [JSON.stringify(block), block])).values()];
}

function rulesOf(policies: Cluster['policies']): NetworkPolicyRule[] {
  return policies.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
}
