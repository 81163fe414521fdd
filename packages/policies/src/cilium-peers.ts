import type { AddressBlock, HostParty, TrafficParty } from '@k8s-blocks/topology';
import type { CiliumCidr, CiliumHost, CiliumSelector } from './cilium-network-policy.ts';

/** The kinds of peers of Cilium, of which a rule has one: the part of the name of its list after `from` or `to`. */
export type CiliumPeerKind = 'Endpoints' | 'CIDRSet' | 'Entities' | 'FQDNs';

/** The peers of a rule for a party, and what is to be said of them. */
export interface CiliumPeers {
  readonly kind: CiliumPeerKind;
  readonly peers: readonly (CiliumSelector | CiliumCidr | CiliumHost | string)[];
  /** Why they are other than the party, as a sentence, where they are. */
  readonly note?: string;
}

/** The label that Cilium gives to each pod for its namespace. */
const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';

/**
 * The peers of a rule of a CiliumNetworkPolicy for a party.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/layer3/
 */
export function ciliumPeersOf(party: TrafficParty, direction: 'from' | 'to'): CiliumPeers {
  if (party === 'anywhere') return { kind: 'Entities', peers: ['all'] };
  if ('blocks' in party) return { kind: 'CIDRSet', peers: party.blocks.map(cidrOf) };
  if ('apiServer' in party) return { kind: 'Entities', peers: ['kube-apiserver'] };
  if ('host' in party) return direction === 'to' ? { kind: 'FQDNs', peers: [hostOf(party)] } : callersOf(party);
  const { namespace, pods = {} } = party;
  if ('hostNetwork' in party && party.hostNetwork !== undefined) {
    const note = 'Its pods are in the network of their nodes, which are let through as a whole.';
    return { kind: 'Entities', peers: ['host', 'remote-node'], note };
  }
  return { kind: 'Endpoints', peers: [{ matchLabels: { [NAMESPACE]: namespace, ...pods } }] };
}

/** Who calls is not known by a name: its addresses are let through where they are known, or every one outside of the cluster. */
function callersOf({ addresses }: HostParty): CiliumPeers {
  if (addresses !== undefined) return { kind: 'CIDRSet', peers: addresses.map(cidrOf) };
  const note = 'Wider than declared: callers have no names, so every address outside of the cluster is let through.';
  return { kind: 'Entities', peers: ['world'], note };
}

function cidrOf({ cidr, except = [] }: AddressBlock): CiliumCidr {
  return { cidr, ...(except.length === 0 ? {} : { except: [...except] }) };
}

function hostOf({ host }: HostParty): CiliumHost {
  return host.includes('*') ? { matchPattern: host } : { matchName: host };
}
