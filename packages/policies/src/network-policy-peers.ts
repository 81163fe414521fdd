import { cidrPeer, namespacePeer, podsInNamespacePeer } from '@k8s-blocks/network-policy';
import type { AddressBlock, TrafficParty } from '@k8s-blocks/topology';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';

/**
 * Every address. A rule without peers would let through the pods of the cluster as well, where the network plugin does not
 * take their addresses for those of a block.
 */
const EVERY_ADDRESS: readonly AddressBlock[] = [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }];

/**
 * The peers of a rule of a NetworkPolicy for a party; undefined for `anywhere`. For a party that it cannot say, the least that
 * includes it: the addresses where they are known, or every address.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#what-you-can-t-do-with-network-policies-at-least-not-yet
 */
export function peersOf(party: TrafficParty): readonly INetworkPolicyPeer[] | undefined {
  if (party === 'anywhere') return undefined;
  if ('blocks' in party) return blockPeers(party.blocks);
  if ('host' in party || 'apiServer' in party) return blockPeers(party.addresses ?? EVERY_ADDRESS);
  if ('hostNetwork' in party && party.hostNetwork !== undefined) {
    return blockPeers(party.hostNetwork.addresses ?? EVERY_ADDRESS);
  }
  return [party.pods === undefined ? namespacePeer(party.namespace) : podsInNamespacePeer(party.pods, party.namespace)];
}

/** Why the peers of a party let through more than the party, as sentences; none where they do not. */
export function widthOf(party: TrafficParty): readonly string[] {
  if (party === 'anywhere') return [];
  if ('host' in party) return [`${widthBy('names of hosts')} ${throughOf(party.addresses)}`];
  if ('apiServer' in party) {
    return party.addresses === undefined ? [`${widthBy('the API server')} ${throughOf(undefined)}`] : [];
  }
  if (!('hostNetwork' in party) || party.hostNetwork === undefined) return [];
  return [`${widthBy('pods in the network of their nodes')} ${throughOf(party.hostNetwork.addresses, 'node')}`];
}

function widthBy(unknown: string): string {
  return `A NetworkPolicy does not know ${unknown}:`;
}

function throughOf(addresses: readonly AddressBlock[] | undefined, whose = 'one'): string {
  if (addresses === undefined) return 'every address is let through.';
  return whose === 'node' ? 'all that has the address of a node is let through.' : 'these addresses are let through.';
}

function blockPeers(blocks: readonly AddressBlock[]): INetworkPolicyPeer[] {
  return blocks.map((block) => cidrPeer(block.cidr, block));
}
