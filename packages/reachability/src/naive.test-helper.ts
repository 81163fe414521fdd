/**
 * NetworkPolicy, and the tiers of all policies, a second time, for tests only: it shares no code with the evaluator, reads the manifests as they are,
 * precomputes nothing, and says what the documentation says in its words and its order.
 */
import { BlockList, isIPv6 } from 'node:net';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { IPod } from 'kubernetes-models/v1/Pod';
import type { IService } from 'kubernetes-models/v1/Service';
import { ciliumSays, type NaiveCiliumPolicy } from './naive-cilium.test-helper.ts';
import { type NaiveTierPolicy, tierSays } from './naive-tiers.test-helper.ts';

export interface NaiveCluster {
  readonly namespaces: readonly INamespace[];
  readonly pods: readonly NaivePod[];
  readonly services: readonly IService[];
  readonly policies: readonly INetworkPolicy[];
  readonly ciliumPolicies: readonly NaiveCiliumPolicy[];
  readonly tierPolicies: readonly NaiveTierPolicy[];
}

export interface NaivePod {
  readonly pod: IPod;
  /** Whether it is one of several replicas, so that it may be another one that it talks to. */
  readonly replicated: boolean;
}

export type NaiveEnd = NaivePod | { readonly ip: string; readonly host?: string; readonly apiServer?: boolean };

export interface NaiveConnection {
  readonly from: NaiveEnd;
  readonly to: NaiveEnd;
  readonly port: number;
  readonly protocol: string;
}

export type Selector = NonNullable<INetworkPolicyPeer['podSelector']>;

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

/** "The result of matchLabels and matchExpressions are ANDed. An empty label selector matches all objects." */
export function selects(selector: Selector, labels: Readonly<Record<string, string>>): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) if (labels[key] !== value) return false;
  for (const { key, operator, values = [] } of selector.matchExpressions ?? []) {
    const has = key in labels;
    const isListed = has && values.some((value) => value === labels[key]);
    if (operator === 'In' && !isListed) return false;
    if (operator === 'NotIn' && isListed) return false;
    if (operator === 'Exists' && !has) return false;
    if (operator === 'DoesNotExist' && has) return false;
  }
  return true;
}

export function numberOfName(pod: IPod, name: string, protocol: string): number | undefined {
  for (const container of pod.spec?.containers ?? []) {
    for (const port of container.ports ?? []) {
      if (port.name === name && (port.protocol ?? 'TCP') === protocol) return port.containerPort;
    }
  }
  return undefined;
}

export function namespaceOf(pod: IPod): string {
  return pod.metadata?.namespace ?? 'default';
}

export function addressesOf(end: NaiveEnd): readonly string[] {
  if ('ip' in end) return [end.ip];
  return (end.pod.status?.podIPs ?? []).map(({ ip }) => ip);
}

const blocks = new Map<string, BlockList>();

export function inCidr(ip: string, cidr: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  if (isIPv6(ip) !== isIPv6(network)) return false;
  const family = isIPv6(ip) ? 'ipv6' : 'ipv4';
  const block = blocks.get(cidr) ?? new BlockList();
  if (!blocks.has(cidr)) block.addSubnet(network, Number(prefix), family);
  blocks.set(cidr, block);
  return block.check(ip, family);
}
