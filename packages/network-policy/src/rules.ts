import { comment } from '@k8s-blocks/comments';
import { CLUSTER_DNS } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { INetworkPolicyEgressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyEgressRule';
import type { INetworkPolicyIngressRule } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyIngressRule';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import { podsInNamespacePeer } from './peers.ts';
import { port } from './ports.ts';

/** The parts of an ingress rule: who may call which ports of the policy's pods. */
export interface IngressRuleParts {
  /** The callers. Default: anywhere, in the cluster and outside. */
  readonly from?: readonly INetworkPolicyPeer[];
  /** The ports of the policy's own pods: the containers', not the Service's. */
  readonly ports: readonly INetworkPolicyPort[];
  /** Why the rule is there; it becomes a comment above the rule in the YAML. */
  readonly why?: string;
}

/** The parts of an egress rule: whom the policy's pods may call, on which ports. */
export interface EgressRuleParts {
  /** The callees. Default: anywhere, in the cluster and outside. */
  readonly to?: readonly INetworkPolicyPeer[];
  /** The ports of the pods that are called: the containers', not the Service's. */
  readonly ports: readonly INetworkPolicyPort[];
  /** Why the rule is there; it becomes a comment above the rule in the YAML. */
  readonly why?: string;
}

/**
 * A rule that allows traffic to the pods: from any of the peers, to any of the ports. Without `from`, from anywhere.
 *
 * @throws Refusal if the list of peers or ports is empty: Kubernetes reads an empty list as "everything", where the
 * writer meant "nothing", or lost an entry.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function ingressRule({ from, ports, why }: IngressRuleParts): INetworkPolicyIngressRule {
  const rule = { ...(from === undefined ? {} : { from: checkedPeers(from, 'from') }), ports: checkedPorts(ports) };
  return why === undefined ? rule : comment(why, rule);
}

/**
 * A rule that allows traffic from the pods: to any of the peers, on any of the ports. Without `to`, to anywhere.
 *
 * @throws Refusal if the list of peers or ports is empty: Kubernetes reads an empty list as "everything", where the
 * writer meant "nothing", or lost an entry.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function egressRule({ to, ports, why }: EgressRuleParts): INetworkPolicyEgressRule {
  const rule = { ...(to === undefined ? {} : { to: checkedPeers(to, 'to') }), ports: checkedPorts(ports) };
  return why === undefined ? rule : comment(why, rule);
}

/**
 * The rule that allows name resolution: to the cluster's DNS pods, port 53 of UDP and TCP. Pods whose egress is isolated
 * cannot resolve any name without it.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export function dnsEgress(): INetworkPolicyEgressRule {
  return egressRule({
    to: [podsInNamespacePeer(CLUSTER_DNS.labels, CLUSTER_DNS.namespace)],
    ports: CLUSTER_DNS.ports.map(({ number, protocol }) => port(number, protocol)),
    why: 'Name resolution.',
  });
}

function checkedPeers(peers: readonly INetworkPolicyPeer[], field: 'from' | 'to'): INetworkPolicyPeer[] {
  if (peers.length > 0) return [...peers];
  throw new Refusal({
    field,
    problem: 'The list of peers is empty, which Kubernetes reads as "anywhere".',
    remedy: `Give a peer; or leave the whole rule out to allow none, or leave "${field}" out to allow all.`,
  });
}

function checkedPorts(ports: readonly INetworkPolicyPort[]): INetworkPolicyPort[] {
  if (ports.length > 0) return [...ports];
  throw new Refusal({
    field: 'ports',
    problem: 'The list of ports is empty, which Kubernetes reads as "every port".',
    remedy:
      'Give a port, or leave the whole rule out. If every port is meant, say portRange(1, 65535) for each protocol.',
  });
}
