/**
 * CiliumNetworkPolicy a second time, for tests only: it shares no code with the evaluator, reads the manifests as they are, and
 * says what Cilium's documentation says in its words and its order.
 */
import type { NaiveCiliumPolicy, NaiveCiliumRule, NaiveCluster, NaiveHost } from './naive-cluster.test-helper.ts';
import {
  addressesOf,
  inCidr,
  type NaiveConnection,
  type NaiveEnd,
  namespaceOf,
  numberOfName,
  type Selector,
  selects,
} from './naive-parts.test-helper.ts';

/** What the policies of Cilium say together of one direction of a connection. */
export interface CiliumSays {
  readonly isolates: boolean;
  readonly allows: boolean;
  readonly denies: boolean;
}

/** "Deny policies take precedence over allow policies"; "only explicitly allowed traffic is permitted". */
export function ciliumSays(
  cluster: NaiveCluster,
  connection: NaiveConnection,
  direction: 'Egress' | 'Ingress',
): CiliumSays {
  const [subject, other] = direction === 'Egress' ? [connection.from, connection.to] : [connection.to, connection.from];
  const selecting = cluster.ciliumPolicies.filter((policy) => isFor(cluster, policy, subject));
  const resolved = selecting.flatMap(({ spec }) =>
    (spec.egress ?? []).flatMap(({ toPorts = [] }) => toPorts.flatMap(({ rules }) => rules?.dns ?? [])),
  );
  let [isolates, allows, denies] = [false, false, false];
  for (const policy of selecting) {
    const { spec } = policy;
    const [accept, deny, said] =
      direction === 'Egress'
        ? [spec.egress ?? [], spec.egressDeny ?? [], spec.enableDefaultDeny?.egress]
        : [spec.ingress ?? [], spec.ingressDeny ?? [], spec.enableDefaultDeny?.ingress];
    isolates ||= said ?? accept.length + deny.length > 0;
    const matches = (rule: NaiveCiliumRule) =>
      peerMatches(cluster, policy, rule, other, resolved) && portMatches(rule, connection);
    allows ||= accept.some(matches);
    denies ||= deny.some(matches);
  }
  return { isolates, allows, denies };
}

/** "The endpointSelector always applies to pods in the namespace associated with the CiliumNetworkPolicy resource itself." */
function isFor(cluster: NaiveCluster, { metadata, spec }: NaiveCiliumPolicy, end: NaiveEnd): boolean {
  if (!('pod' in end) || end.pod.spec?.hostNetwork) return false;
  if (metadata.namespace !== undefined && metadata.namespace !== namespaceOf(end.pod)) return false;
  return selects(withoutSources(spec.endpointSelector), ciliumLabels(cluster, end));
}

function peerMatches(
  cluster: NaiveCluster,
  policy: NaiveCiliumPolicy,
  rule: NaiveCiliumRule,
  other: NaiveEnd,
  resolved: readonly NaiveHost[],
): boolean {
  const endpoints = rule.fromEndpoints ?? rule.toEndpoints;
  const cidrs = rule.fromCIDR ?? rule.toCIDR;
  const sets = rule.fromCIDRSet ?? rule.toCIDRSet;
  const entities = rule.fromEntities ?? rule.toEntities;
  const isOutside = 'ip' in other && !other.apiServer;
  if (endpoints !== undefined) {
    if (!('pod' in other) || other.pod.spec?.hostNetwork) return false;
    const labels = ciliumLabels(cluster, other);
    return endpoints.some((each) => {
      const selector = withoutSources(each);
      const keys = (selector.matchExpressions ?? []).map(({ key }) => key);
      const namesNamespace = keys.some((key) =>
        /^io\.kubernetes\.pod\.namespace$|^io\.cilium\.k8s\.namespace/.test(key),
      );
      const isInReach =
        namesNamespace ||
        policy.metadata.namespace === undefined ||
        policy.metadata.namespace === namespaceOf(other.pod);
      return isInReach && selects(selector, labels);
    });
  }
  if (cidrs !== undefined) return isOutside && cidrs.some((cidr) => addressesOf(other).some((ip) => inCidr(ip, cidr)));
  if (sets !== undefined) {
    return (
      isOutside &&
      sets.some(({ cidr, except = [] }) =>
        addressesOf(other).some((ip) => inCidr(ip, cidr) && !except.some((each) => inCidr(ip, each))),
      )
    );
  }
  if (entities !== undefined) return entities.some((entity) => entityIncludes(entity, other, entities));
  if (rule.toFQDNs !== undefined) {
    const { host } = 'ip' in other ? other : { host: undefined };
    if (host === undefined || !isOutside) return false;
    return rule.toFQDNs.some((each) => hostMatches(each, host)) && resolved.some((each) => hostMatches(each, host));
  }
  return (rule.toPorts ?? []).length > 0;
}

function entityIncludes(entity: string, other: NaiveEnd, entities: readonly string[]): boolean {
  const isNode = 'pod' in other && other.pod.spec?.hostNetwork === true;
  if (entity === 'all') return true;
  if (entity === 'world') return 'ip' in other && !other.apiServer;
  if (entity === 'cluster') return 'pod' in other;
  if (entity === 'kube-apiserver') return 'ip' in other && other.apiServer === true;
  return isNode && entities.includes('host') && entities.includes('remote-node');
}

/** "* within a domain allows 0 or more valid DNS characters, except for the . separator. * alone matches all names." */
function hostMatches({ matchName, matchPattern }: NaiveHost, host: string): boolean {
  const pattern = matchName ?? matchPattern ?? '';
  if (pattern === '*') return true;
  const characters = '[-a-z0-9]';
  const text = pattern
    .replaceAll('.', '[.]')
    .replace(/^\*\*\[\.\]/, `(?:${characters}+[.])+`.replaceAll('*', ''))
    .replaceAll('*', `${characters}*`);
  return new RegExp(`^${text}$`).test(host);
}

function portMatches({ toPorts = [] }: NaiveCiliumRule, { to, port, protocol }: NaiveConnection): boolean {
  if (toPorts.length === 0) return true;
  return toPorts.some(({ ports = [] }) =>
    ports.some((each) => {
      const { port: text, endPort, protocol: named = 'ANY' } = each;
      if (named !== 'ANY' && named !== protocol) return false;
      if (text === '0') return true;
      if (!/^[0-9]+$/.test(text)) return 'pod' in to && numberOfName(to.pod, text, protocol) === port;
      return Number(text) <= port && port <= (endPort ?? Number(text));
    }),
  );
}

function ciliumLabels(cluster: NaiveCluster, end: NaiveEnd): Readonly<Record<string, string>> {
  if (!('pod' in end)) return {};
  const namespace = namespaceOf(end.pod);
  const found = cluster.namespaces.find(({ metadata }) => metadata?.name === namespace);
  const ofNamespace = Object.entries(found?.metadata?.labels ?? {}).map(
    ([key, value]) => [`io.cilium.k8s.namespace.labels.${key}`, value] as const,
  );
  return {
    ...end.pod.metadata?.labels,
    ...Object.fromEntries(ofNamespace),
    'io.kubernetes.pod.namespace': namespace,
  };
}

/** A label may be named twice, with two sources: both must then hold. */
function withoutSources({ matchLabels = {}, matchExpressions = [] }: Selector): Selector {
  const equal = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In' as const, values: [value] }));
  const expressions = [...equal, ...matchExpressions];
  return { matchExpressions: expressions.map((each) => ({ ...each, key: each.key.replace(/^(k8s|any):/, '') })) };
}
