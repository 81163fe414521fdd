/** What the naive readings of all kinds of policies have in common. */
import { BlockList, isIPv6 } from 'node:net';
import type { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import type { IPod } from 'kubernetes-models/v1/Pod';

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
