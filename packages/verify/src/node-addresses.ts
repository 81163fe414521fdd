import type { IpAddress } from '@k8s-blocks/manifest';
import type { Pod } from '@k8s-blocks/reachability';
import { addressesOf } from './block-addresses.ts';
import type { DeclaredConnection } from './connection.ts';
import { blocksOf, includes, isOnNodes } from './party.ts';

/**
 * A pod with the addresses that its node may have, if it is declared to be in the network of its node: policies select it there by
 * these alone. One that a policy selects is enough; that policies select all of them is asked by the rule `declared-connection`.
 *
 * @param edges the addresses from which on policies may judge otherwise than of the address before.
 */
export function withNodeAddresses(
  pod: Pod,
  connections: readonly DeclaredConnection[],
  edges: readonly IpAddress[],
): Pod {
  if (pod.hostNetwork !== true || pod.ips !== undefined) return pod;
  const parties = connections.flatMap(({ from, to }) => [from, to]);
  const party = parties.find((each) => isOnNodes(each) && includes(each, pod));
  if (party === undefined) return pod;
  const addresses = (blocksOf(party) ?? []).flatMap((block) => addressesOf(block, edges));
  return { ...pod, ips: addresses.map(({ ip }) => ip) };
}
