import { groupBy } from '@k8s-blocks/manifest';
import { egressRule, ingressRule, port, portRange } from '@k8s-blocks/network-policy';
import type { Traffic, TrafficEnd } from '@k8s-blocks/topology';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import { peersOf } from './network-policy-peers.ts';

/**
 * The ingress rules of a service's pods: one for each port, in the order in which the traffic first names them, with who
 * calls and why as comment.
 *
 * @param incoming the traffic that ends at the service.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function ingressRules(incoming: readonly Traffic[]): INetworkPolicyIngressRule[] {
  const byPorts = groupBy(incoming, ({ ports }) => [JSON.stringify(ports)]);
  return [...byPorts.values()].map((sharing) => {
    const peers = sharing.map(({ from }) => peersOf(from.party).peers);
    // Where one of the callers is `anywhere`, the rule has no peers, which allows the others too.
    const from = peers.every((each) => each !== undefined) ? { from: peers.flat() } : {};
    const why = sharing.map((each) => sentence('From', each.from, each.why)).join('\n');
    return ingressRule({ ...from, ports: portsOf(sharing[0]), why });
  });
}

/**
 * The egress rules of a service's pods: one for each connection, with whom it calls and why as comment.
 *
 * @param outgoing the traffic that begins at the service, name resolution among it.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function egressRules(outgoing: readonly Traffic[]): INetworkPolicyEgressRule[] {
  return outgoing.map((traffic) => {
    const { peers } = peersOf(traffic.to.party);
    const to = peers === undefined ? {} : { to: peers };
    return egressRule({ ...to, ports: portsOf(traffic), why: sentence('To', traffic.to, traffic.why) });
  });
}

function sentence(direction: 'From' | 'To', { title, party }: TrafficEnd, why: string): string {
  const { note } = peersOf(party);
  const reason =
    title === undefined ? `${why.charAt(0).toUpperCase()}${why.slice(1)}.` : `${direction} ${title}: ${why}.`;
  return note === undefined ? reason : `${reason}\n${note}`;
}

function portsOf(traffic: Traffic | undefined) {
  return (traffic?.ports ?? []).map(({ number, endPort, protocol }) =>
    endPort === undefined ? port(number, protocol) : portRange(number, endPort, protocol),
  );
}
