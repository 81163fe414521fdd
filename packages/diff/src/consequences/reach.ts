import { parseIpAddress, shortName } from '@k8s-blocks/manifest';
import type { Cluster, Endpoint, Labels, NetworkPolicy, Pod, PodEndpoint, Protocol } from '@k8s-blocks/reachability';

/** Somebody who may be at one end of a connection, in any of the two builds. */
export interface Party {
  /** Whether it is none of the workloads of the builds. Default: it is one. */
  readonly isOutside?: boolean;
  /** Equal in both builds for one and the same. */
  readonly key: string;
  /** As a sentence names it: `Deployment connector in agent-runtime`, `the internet`. */
  readonly name: string;
}

/** A party as it is in one of the builds. */
export interface PlacedParty extends Party {
  readonly endpoint: Endpoint;
}

/** An address that stands for the internet; it is kept for documentation (RFC 5737). */
const INTERNET: PlacedParty = {
  key: 'internet',
  name: 'the internet',
  isOutside: true,
  endpoint: { ip: '203.0.113.7' },
};

/** The key of the party that stands for any pod of the cluster. */
export const ANY_POD = 'any pod';

/** A pod that stands for any other in the cluster. Its address is known, since policies may admit all by an address. */
const STRANGER: PlacedParty = {
  key: ANY_POD,
  name: 'any pod of the cluster',
  isOutside: true,
  endpoint: { namespace: 'a-namespace-of-somebody-else', labels: {}, ips: ['10.250.0.7'] },
};

/**
 * Some parties as they stand in a sentence. Whoever stands for everybody goes first, and where that is any pod of the
 * cluster, no other pod needs to be named.
 */
export function namesOf(parties: readonly Party[]): readonly string[] {
  const isOpen = parties.some(({ key }) => key === ANY_POD);
  const everybody = [INTERNET, STRANGER].filter(({ key }) => parties.some((party) => party.key === key));
  const others = parties.filter((party) => !everybody.some(({ key }) => key === party.key));
  return [...everybody, ...(isOpen ? others.filter(({ key }) => key.startsWith('address ')) : others)].map(
    ({ name }) => name,
  );
}

/** The workloads of a build: one pod for all replicas of each. */
export function insiders({ pods }: Cluster): readonly (PlacedParty & { readonly endpoint: Pod })[] {
  return pods.map((pod) => {
    const kindAndName = pod.workload ?? `Pod ${pod.name}`;
    const name = `${shortName(kindAndName)} in ${shortName(pod.namespace)}`;
    return { key: `${pod.namespace} ${kindAndName}`, name, endpoint: pod };
  });
}

/**
 * Who is outside of both builds and may be concerned: the internet, any pod, and whoever a policy names by the name of a
 * namespace that no workload of the builds is in, or by an address.
 */
export function outsiders(clusters: readonly Cluster[]): readonly PlacedParty[] {
  const own = new Set(clusters.flatMap(({ pods }) => pods.map(({ namespace }) => namespace)));
  const peers = clusters.flatMap(({ policies }) => policies.flatMap(peersOf));
  const named = peers.flatMap(({ ipBlock, namespaceSelector, podSelector }) => {
    if (ipBlock !== undefined) return addressOf(ipBlock.cidr);
    const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
    return namespace === undefined || own.has(namespace) ? [] : [podIn(namespace, podSelector?.matchLabels ?? {})];
  });
  const distinct = new Map([INTERNET, STRANGER, ...named].map((party) => [party.key, party]));
  return [...distinct.values()];
}

function peersOf({ ingress, egress }: NetworkPolicy) {
  return [...ingress, ...egress].flatMap(({ peers }) => peers);
}

function addressOf(cidr: string): readonly PlacedParty[] {
  const [ip = '', length] = cidr.split('/');
  const address = parseIpAddress(ip);
  // A block of everything is the internet. What is not an address, or not one to every API server, is nobody.
  if (length === '0' || address === undefined || address.legacyForm !== undefined) return [];
  return [{ key: `address ${cidr}`, name: cidr, isOutside: true, endpoint: { ip } }];
}

function podIn(namespace: string, labels: Labels): PlacedParty {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const pods = ['pods', ...(pairs.length === 0 ? [] : [shortName(pairs.join(','))])].join(' ');
  const endpoint: PodEndpoint = { namespace, labels };
  const key = `outside ${JSON.stringify([namespace, pairs])}`;
  return { key, name: `${pods} in ${shortName(namespace)}`, isOutside: true, endpoint };
}

/** A port of a protocol. */
export interface Port {
  readonly port: number;
  readonly protocol: Protocol;
  /** Whether it stands for all that no policy names. */
  readonly anyOther?: boolean;
}

/** The ports that policies of the builds open towards others by number, and one that stands for all the rest. */
export function namedPorts(clusters: readonly Cluster[]): readonly Port[] {
  const rules = clusters.flatMap(({ policies }) => policies.flatMap(({ egress }) => egress));
  const ports = rules
    .flatMap((rule) => rule.ports)
    .flatMap(({ port, endPort, protocol }) =>
      [port, endPort].flatMap((number) => (typeof number === 'number' ? [{ port: number, protocol }] : [])),
    );
  const distinct = new Map<string, Port>(ports.map((port) => [`${port.port}/${port.protocol}`, port]));
  const other = [...Array(0x10000).keys()].findLast((port) => !distinct.has(`${port}/TCP`)) ?? 1;
  return [...distinct.values(), { port: other, protocol: 'TCP', anyOther: true }];
}
