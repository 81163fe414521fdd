/**
 * NetworkPolicy, and the tiers of all policies, a second time, for tests only: it shares no code with the evaluator, reads the manifests as they are,
 * precomputes nothing, and says what the documentation says in its words and its order.
 */
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import type { IService } from 'kubernetes-models/v1/Service';
import { ciliumSays } from './naive-cilium.test-helper.ts';
import type { NaiveCluster } from './naive-cluster.test-helper.ts';
import {
  addressesOf,
  inCidr,
  type NaiveConnection,
  type NaiveEnd,
  type NaivePod,
  namespaceOf,
  numberOfName,
  selects,
} from './naive-parts.test-helper.ts';
import { tierSays } from './naive-tiers.test-helper.ts';

/** "Both the egress policy on the source pod and the ingress policy on the destination pod need to allow." */
export function naivelyAllowed(
  cluster: NaiveCluster,
  connection: NaiveConnection,
): { egress: boolean; ingress: boolean } {
  const { from, to } = connection;
  if ('pod' in from && from === to && !from.replicated) return { egress: true, ingress: true };
  return {
    egress: directionAllows(cluster, connection, 'Egress'),
    ingress: directionAllows(cluster, connection, 'Ingress'),
  };
}

/** The pods behind a Service's port, with the port at each; nothing if the Service leads nowhere. */
export function naiveEndpoints(cluster: NaiveCluster, service: IService, port: number, protocol: string) {
  const selector = service.spec?.selector;
  if (selector === undefined || Object.keys(selector).length === 0 || service.spec?.type === 'ExternalName') return [];
  const endpoints: { end: NaivePod; port: number }[] = [];
  for (const end of cluster.pods) {
    if (namespaceOf(end.pod) !== (service.metadata?.namespace ?? 'default')) continue;
    if (!selects({ matchLabels: selector }, end.pod.metadata?.labels ?? {})) continue;
    if (service.spec?.clusterIP === 'None') {
      endpoints.push({ end, port });
      continue;
    }
    for (const servicePort of service.spec?.ports ?? []) {
      if (servicePort.port !== port || (servicePort.protocol ?? 'TCP') !== protocol) continue;
      const targetPort = servicePort.targetPort ?? servicePort.port;
      const number = typeof targetPort === 'number' ? targetPort : numberOfName(end.pod, targetPort, protocol);
      if (number !== undefined) endpoints.push({ end, port: number });
    }
  }
  return endpoints;
}

/** "Policy tiers are evaluated in the following order: Admin tier, NetworkPolicy tier, Baseline tier." */
function directionAllows(cluster: NaiveCluster, connection: NaiveConnection, direction: 'Egress' | 'Ingress'): boolean {
  const admin = tierSays(cluster, connection, direction, 'Admin');
  if (admin !== 'Pass') return admin === 'Accept';
  const cilium = ciliumSays(cluster, connection, direction);
  if (cilium.denies) return false;
  const { isolates, allows } = networkPoliciesSay(cluster, connection, direction);
  if (allows || cilium.allows) return true;
  if (isolates || cilium.isolates) return false;
  return tierSays(cluster, connection, direction, 'Baseline') !== 'Deny';
}

function networkPoliciesSay(cluster: NaiveCluster, connection: NaiveConnection, direction: 'Egress' | 'Ingress') {
  const [subject, other] = direction === 'Egress' ? [connection.from, connection.to] : [connection.to, connection.from];
  if (!('pod' in subject) || subject.pod.spec?.hostNetwork) return { isolates: false, allows: false };
  const { pod } = subject;
  let isolates = false;
  for (const policy of cluster.policies) {
    const namespace = policy.metadata?.namespace ?? 'default';
    if (namespace !== namespaceOf(pod)) continue;
    if (!selects(policy.spec?.podSelector ?? {}, pod.metadata?.labels ?? {})) continue;
    if (!typesOf(policy).includes(direction)) continue;
    isolates = true;
    if (direction === 'Egress') {
      for (const { to, ports } of policy.spec?.egress ?? []) {
        if (peersMatch(cluster, namespace, to, other) && portsMatch(ports, connection))
          return { isolates, allows: true };
      }
    } else {
      for (const { from, ports } of policy.spec?.ingress ?? []) {
        if (peersMatch(cluster, namespace, from, other) && portsMatch(ports, connection))
          return { isolates, allows: true };
      }
    }
  }
  return { isolates, allows: false };
}

/** "By default Ingress will always be set and Egress will be set if the NetworkPolicy has any egress rules." */
function typesOf({ spec }: INetworkPolicy): readonly string[] {
  if (spec?.policyTypes && spec.policyTypes.length > 0) return spec.policyTypes;
  return spec?.egress && spec.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** "If this field is empty or missing, this rule matches all sources (traffic not restricted by source)." */
function peersMatch(
  cluster: NaiveCluster,
  namespace: string,
  peers: readonly INetworkPolicyPeer[] | undefined,
  other: NaiveEnd,
): boolean {
  if (peers === undefined || peers.length === 0) return true;
  return peers.some(({ ipBlock, namespaceSelector, podSelector }) => {
    if (ipBlock !== undefined) {
      return addressesOf(other).some(
        (ip) => inCidr(ip, ipBlock.cidr) && !(ipBlock.except ?? []).some((cidr) => inCidr(ip, cidr)),
      );
    }
    if (!('pod' in other) || other.pod.spec?.hostNetwork) return false;
    const inNamespace = namespaceOf(other.pod);
    if (namespaceSelector !== undefined) {
      const found = cluster.namespaces.find(({ metadata }) => metadata?.name === inNamespace);
      const labels = { ...found?.metadata?.labels, 'kubernetes.io/metadata.name': inNamespace };
      if (!selects(namespaceSelector, labels)) return false;
    } else if (inNamespace !== namespace) return false;
    return selects(podSelector ?? {}, other.pod.metadata?.labels ?? {});
  });
}

/** "If this field is empty or missing, this rule matches all ports (traffic not restricted by port)." */
function portsMatch(ports: readonly INetworkPolicyPort[] | undefined, connection: NaiveConnection): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some(({ port, endPort, protocol = 'TCP' }) => {
    if (protocol !== connection.protocol) return false;
    if (port === undefined) return true;
    if (typeof port === 'string') {
      return 'pod' in connection.to && numberOfName(connection.to.pod, port, protocol) === connection.port;
    }
    if (endPort !== undefined) return connection.port >= port && connection.port <= endPort;
    return connection.port === port;
  });
}
