import { cidrPeer, namespacePeer, podsInNamespacePeer } from '@k8s-blocks/network-policy';
import type { AddressBlock, TrafficParty } from '@k8s-blocks/topology';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';

/**
 * Every address. A rule without peers would let through every pod of the cluster as well; a block has pods only where the
 * network plugin takes their addresses for those of any other.
 */
const EVERY_ADDRESS: readonly AddressBlock[] = [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }];

/** The peers of a rule for a party, and what is to be said of them. */
interface Peers {
  /** Absent: none, which is anywhere. */
  readonly peers?: readonly INetworkPolicyPeer[];
  /** Why they are other than the party, as a sentence, where they are. */
  readonly note?: string;
}

/**
 * The peers of a rule of a NetworkPolicy for a party. Of one that it cannot name, the least that includes it: its addresses
 * where they are known, or every address.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#what-you-can-t-do-with-network-policies-at-least-not-yet
 */
export function peersOf(party: TrafficParty): Peers {
  if (party === 'anywhere') return {};
  if ('blocks' in party) return { peers: blockPeers(party.blocks) };
  if ('host' in party) return unnamedPeers('the names of hosts', party.addresses);
  if ('apiServer' in party) return unnamedPeers('the API server', party.addresses);
  if ('hostNetwork' in party && party.hostNetwork !== undefined) return nodePeers(party.hostNetwork.addresses);
  const { namespace, pods } = party;
  return { peers: [pods === undefined ? namespacePeer(namespace) : podsInNamespacePeer(pods, namespace)] };
}

function nodePeers(addresses: readonly AddressBlock[] | undefined): Peers {
  if (addresses === undefined) return unnamedPeers('pods in the network of their nodes', undefined);
  return {
    peers: blockPeers(addresses),
    note: 'Its pods are in the network of their nodes, which have these addresses.',
  };
}

/** @param what those whom a NetworkPolicy does not know, in a sentence. */
function unnamedPeers(what: string, addresses: readonly AddressBlock[] | undefined): Peers {
  if (addresses !== undefined) return { peers: blockPeers(addresses) };
  const note = `Wider than declared: a NetworkPolicy does not know ${what}, so every address is let through.`;
  return { peers: blockPeers(EVERY_ADDRESS), note };
}

function blockPeers(blocks: readonly AddressBlock[]): INetworkPolicyPeer[] {
  return blocks.map((block) => cidrPeer(block.cidr, block));
}
