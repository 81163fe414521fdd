import { comment } from '@k8s-blocks/comments';
import { groupBy } from '@k8s-blocks/manifest';
import type { Traffic, TrafficEnd, TrafficPort } from '@k8s-blocks/topology';
import type { CiliumEgressRule, CiliumIngressRule, CiliumPorts } from './cilium-network-policy.ts';
import { type CiliumPeerKind, type CiliumPeers, ciliumPeersOf } from './cilium-peers.ts';
import { sentence } from './sentence.ts';

/** The order in which rules for the same ports are written. */
const KINDS: readonly CiliumPeerKind[] = ['Endpoints', 'CIDRSet', 'Entities', 'FQDNs'];

/**
 * The rules of a CiliumNetworkPolicy for the traffic to a service's pods: one for each port and kind of callers, in the order in
 * which the traffic first names the ports, with who calls and why as comment. Without any traffic it is a rule that lets nothing
 * through: with an empty list, Cilium would not isolate the pods.
 *
 * @param incoming the traffic that ends at the service.
 * @see https://docs.cilium.io/en/stable/security/policy/intro/#endpoint-default-policy
 */
export function ciliumIngressRules(incoming: readonly Traffic[]): CiliumIngressRule[] {
  if (incoming.length === 0) return [NOBODY];
  const byPorts = groupBy(incoming, ({ ports }) => [JSON.stringify(ports)]);
  return [...byPorts.values()].flatMap((sharing) => rulesOf(sharing, 'from', ({ from }) => from));
}

/**
 * The rules of a CiliumNetworkPolicy for the traffic from a service's pods: one for each connection, with whom it calls and why as
 * comment. Where it calls hosts by their names, names are resolved through Cilium's DNS proxy, which learns their addresses.
 *
 * @param outgoing the traffic that begins at the service, name resolution among it.
 * @see https://docs.cilium.io/en/stable/security/policy/layer3/#dns-based
 */
export function ciliumEgressRules(outgoing: readonly Traffic[]): CiliumEgressRule[] {
  if (outgoing.length === 0) return [NOBODY];
  const callsHosts = outgoing.some(({ to: { party } }) => party !== 'anywhere' && 'host' in party);
  return outgoing.flatMap((traffic) => {
    const rules = rulesOf([traffic], 'to', ({ to }) => to);
    return callsHosts && traffic.resolvesNames === true ? rules.map(throughProxy) : rules;
  });
}

/** A rule without peers and ports matches nothing, and isolates all the same. */
const NOBODY = comment('Nobody: an empty list would leave the pods open.', {});

/** The rules for traffic on the same ports: one for each kind of peers, or one for all if anywhere is among them. */
function rulesOf(
  sharing: readonly Traffic[],
  direction: 'from' | 'to',
  endOf: (traffic: Traffic) => TrafficEnd,
): (CiliumIngressRule & CiliumEgressRule)[] {
  const prefix = direction === 'from' ? 'From' : 'To';
  const named = sharing.map((traffic) => {
    const end = endOf(traffic);
    const { note, ...peers } = ciliumPeersOf(end.party, direction);
    return { ...peers, isAnywhere: end.party === 'anywhere', why: sentence(prefix, end, traffic.why, note) };
  });
  const toPorts = portsOf(sharing[0]?.ports ?? []);
  const ruleFor = (kind: CiliumPeerKind, peers: CiliumPeers['peers'], ofWhom: typeof named) =>
    comment(ofWhom.map(({ why }) => why).join('\n'), { [`${direction}${kind}`]: distinct(peers), toPorts });
  const anywhere = named.find(({ isAnywhere }) => isAnywhere);
  if (anywhere !== undefined) return [ruleFor(anywhere.kind, anywhere.peers, named)];
  return KINDS.flatMap((kind) => {
    const ofKind = named.filter((each) => each.kind === kind);
    const peers = ofKind.flatMap((each) => each.peers);
    return ofKind.length === 0 ? [] : [ruleFor(kind, peers, ofKind)];
  });
}

/** Two callers on nodes are the same entities. */
function distinct<T>(peers: readonly T[]): T[] {
  return [...new Map(peers.map((peer) => [JSON.stringify(peer), peer])).values()];
}

/** A number of a port is text in a CiliumNetworkPolicy, which may be a name there. */
function portsOf(ports: readonly TrafficPort[]): CiliumPorts[] {
  return [
    {
      ports: ports.map(({ number, endPort, protocol }) => ({
        port: `${number}`,
        ...(endPort === undefined ? {} : { endPort }),
        protocol,
      })),
    },
  ];
}

function throughProxy(rule: CiliumEgressRule): CiliumEgressRule {
  const toPorts = (rule.toPorts ?? []).map((ports) => ({ ...ports, rules: { dns: [{ matchPattern: '*' }] } }));
  return { ...rule, toPorts };
}
