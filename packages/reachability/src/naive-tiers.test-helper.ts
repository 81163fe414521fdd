/**
 * ClusterNetworkPolicy a second time, for tests only: it shares no code with the evaluator, reads the manifests as they are, and
 * says what the documentation of the API says in its words and its order.
 */
import type { NaiveCluster, NaiveTierPeer, NaiveTierRule } from './naive-cluster.test-helper.ts';
import {
  addressesOf,
  inCidr,
  type NaiveConnection,
  type NaiveEnd,
  namespaceOf,
  numberOfName,
  selects,
} from './naive-parts.test-helper.ts';

/** "Policies with lower priority values have higher precedence"; a rule at the top of the rules has the highest. */
export function tierSays(
  cluster: NaiveCluster,
  connection: NaiveConnection,
  direction: 'Egress' | 'Ingress',
  tier: 'Admin' | 'Baseline',
): 'Accept' | 'Deny' | 'Pass' {
  const [subject, other] = direction === 'Egress' ? [connection.from, connection.to] : [connection.to, connection.from];
  if (!('pod' in subject) || subject.pod.spec?.hostNetwork) return 'Pass';
  const inOrder = cluster.tierPolicies.filter(({ spec }) => spec.tier === tier);
  inOrder.sort((one, two) => one.spec.priority - two.spec.priority);
  for (const { spec } of inOrder) {
    if (!isPeer(cluster, spec.subject, subject)) continue;
    for (const { action, from, to, protocols } of (direction === 'Egress' ? spec.egress : spec.ingress) ?? []) {
      const isOther = (from ?? to ?? []).some((peer) => isPeer(cluster, peer, other));
      if (isOther && (protocols === undefined || protocols.some((each) => isPort(each, connection)))) return action;
    }
  }
  return 'Pass';
}

function isPeer(
  cluster: NaiveCluster,
  { namespaces, pods, nodes, networks, domainNames }: NaiveTierPeer,
  end: NaiveEnd,
) {
  if (networks !== undefined) {
    const addresses = addressesOf(end);
    if (networks.some((cidr) => addresses.some((ip) => inCidr(ip, cidr)))) return true;
    // "If you Accept or Deny traffic to 0.0.0.0/0, that will allow or deny all IPv4 pod-to-pod traffic as well."
    return 'pod' in end && !end.pod.spec?.hostNetwork && networks.some((cidr) => cidr.endsWith('/0'));
  }
  if (domainNames !== undefined) {
    if (!('ip' in end) || end.host === undefined || end.apiServer) return false;
    const { host } = end;
    return domainNames.some((name) => (name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name));
  }
  if (!('pod' in end)) return false;
  if (nodes !== undefined) return end.pod.spec?.hostNetwork === true;
  if (end.pod.spec?.hostNetwork) return false;
  const namespace = namespaceOf(end.pod);
  const found = cluster.namespaces.find(({ metadata }) => metadata?.name === namespace);
  const labels = { ...found?.metadata?.labels, 'kubernetes.io/metadata.name': namespace };
  if (namespaces !== undefined) return selects(namespaces, labels);
  if (pods === undefined) return false;
  return selects(pods.namespaceSelector, labels) && selects(pods.podSelector, end.pod.metadata?.labels ?? {});
}

function isPort(
  { tcp, udp, sctp, destinationNamedPort }: NonNullable<NaiveTierRule['protocols']>[number],
  { to, port, protocol }: NaiveConnection,
): boolean {
  if (destinationNamedPort !== undefined) {
    return 'pod' in to && numberOfName(to.pod, destinationNamedPort, protocol) === port;
  }
  const asked = protocol === 'TCP' ? tcp : protocol === 'UDP' ? udp : sctp;
  if (asked === undefined) return false;
  const { number, range } = asked.destinationPort ?? {};
  if (range !== undefined) return range.start <= port && port <= range.end;
  return number === undefined || number === port;
}
