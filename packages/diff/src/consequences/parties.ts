import { parseIpAddress, shortName } from '@k8s-blocks/manifest';
import type { ClusterModel, Endpoint, Labels, Pod, PodEndpoint, Policy, Protocol } from '@k8s-blocks/reachability';
import type { ConnectionEnd } from '../consequence.ts';

/** One end of a connection in either build: a workload, or something outside of the builds. */
export interface Party {
  /** Whether it is outside, and not a workload of the builds. Default: false. */
  readonly isOutside?: boolean;
  /** Equal for the same party in both builds. */
  readonly key: string;
  /** How sentences name it: `Deployment connector in agent-runtime`, `the internet`. */
  readonly name: string;
  /**
   * What includes it, so that it is not named besides: any pod of the cluster; or `anywhere`, which is the internet and any pod. Absent for
   * these two, and for what a reader would not take for included.
   */
  readonly within?: 'any pod' | 'anywhere';
  /** The kind and name, and the namespace, of a workload of the builds. */
  readonly workload?: Required<ConnectionEnd>;
}

/** A party with its endpoint in one of the builds. */
export interface LocatedParty extends Party {
  readonly endpoint: Endpoint;
}

/** The internet is represented by one address, of a range that is reserved for documentation (RFC 5737). */
const INTERNET: LocatedParty = {
  key: 'internet',
  name: 'the internet',
  isOutside: true,
  endpoint: { ip: '203.0.113.7' },
};

/** The API server, wherever it is. */
const API_SERVER: LocatedParty = {
  key: 'entity kube-apiserver',
  name: 'the API server',
  isOutside: true,
  endpoint: { ip: '203.0.113.7', apiServer: true },
};

/** The nodes are represented by a pod in the network of one. */
const NODES: LocatedParty = {
  key: 'entity nodes',
  name: 'the nodes',
  isOutside: true,
  endpoint: { namespace: 'some-other-namespace', labels: {}, hostNetwork: true },
};

/** Represents any other pod of the cluster. It has an address, since policies may admit all pods by an `ipBlock`. */
const ANY_POD: LocatedParty = {
  key: 'any pod',
  name: 'any pod of the cluster',
  isOutside: true,
  endpoint: { namespace: 'some-other-namespace', labels: {}, ips: ['10.250.0.7'] },
};

/** The parties outside that include others: see {@link Party.within}. */
export const GENERAL = { 'any pod': [ANY_POD], anywhere: [ANY_POD, INTERNET] } as const;

/** Parties as ends of connections. The internet and any pod together are one: anywhere. */
export function endsOf(parties: readonly Party[]): readonly ConnectionEnd[] {
  const general = parties.filter(({ key }) => key === INTERNET.key || key === ANY_POD.key);
  const isAnywhere = general.length === 2;
  const others = isAnywhere ? parties.filter((party) => !general.includes(party)) : parties;
  return [...(isAnywhere ? [{ name: 'anywhere' }] : []), ...others.map(({ name, workload }) => workload ?? { name })];
}

/** The parties that a sentence names: the internet and any pod go first. */
export function namedParties(parties: readonly Party[]): readonly Party[] {
  const general = [INTERNET, ANY_POD].filter(({ key }) => parties.some((party) => party.key === key));
  return [...general, ...parties.filter((party) => !general.some(({ key }) => key === party.key))];
}

interface Insider extends LocatedParty {
  readonly endpoint: Pod;
}

/** The workloads of a build: one pod represents all replicas of each. */
export function insiders({ pods }: ClusterModel): readonly Insider[] {
  return pods.map((pod): Insider => {
    const kindAndName = pod.workload ?? `Pod ${pod.name}`;
    const workload = { name: shortName(kindAndName), namespace: shortName(pod.namespace) };
    const name = `${workload.name} in ${workload.namespace}`;
    return { key: `${pod.namespace} ${kindAndName}`, name, within: 'any pod', workload, endpoint: pod };
  });
}

/**
 * The parties outside of both builds: the internet, any pod, and those that a policy names by an address, by the name of a
 * host, as the API server or the nodes, or by the name of a namespace that no workload of the builds is in.
 */
export function outsiders(clusters: readonly ClusterModel[]): readonly LocatedParty[] {
  const own = new Set(clusters.flatMap(({ pods }) => pods.map(({ namespace }) => namespace)));
  const peers = clusters.flatMap(({ policies }) => policies.flatMap(peersOf));
  const named = peers.flatMap(({ ipBlock, namespaceSelector, podSelector, host, entity }) => {
    if (ipBlock !== undefined) return addressOf(ipBlock.cidr);
    if (host !== undefined) return [hostOf(host.pattern)];
    if (entity === 'kube-apiserver') return [API_SERVER];
    if (entity === 'nodes') return [NODES];
    const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'];
    return namespace === undefined || own.has(namespace) ? [] : [podIn(namespace, podSelector?.matchLabels ?? {})];
  });
  const distinct = new Map([INTERNET, ANY_POD, ...named].map((party) => [party.key, party]));
  return [...distinct.values()];
}

function peersOf({ ingress, egress }: Policy) {
  return [...ingress, ...egress].flatMap(({ peers }) => peers);
}

function addressOf(cidr: string): readonly LocatedParty[] {
  const [ip = '', length] = cidr.split('/');
  const address = parseIpAddress(ip);
  // 0.0.0.0/0 is the internet. Addresses that not every API server takes are reported as an invalid policy.
  if (length === '0' || address === undefined || address.legacyForm !== undefined) return [];
  return [{ key: `address ${cidr}`, name: cidr, isOutside: true, within: 'anywhere', endpoint: { ip } }];
}

/** Hosts by a name, or a pattern of names, which is represented by one of them. */
function hostOf(pattern: string): LocatedParty {
  const host = pattern.replace(/^\*\*\./, 'any.').replaceAll('*', 'any');
  const endpoint = { ip: '203.0.113.7', host };
  return { key: `host ${pattern}`, name: shortName(pattern), isOutside: true, within: 'anywhere', endpoint };
}

function podIn(namespace: string, labels: Labels): LocatedParty {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const pods = ['pods', ...(pairs.length === 0 ? [] : [shortName(pairs.join(','))])].join(' ');
  const endpoint: PodEndpoint = { namespace, labels };
  const key = `outside ${JSON.stringify([namespace, pairs])}`;
  return { key, name: `${pods} in ${shortName(namespace)}`, isOutside: true, within: 'any pod', endpoint };
}

/** A port and its protocol. */
export interface Port {
  readonly port: number;
  readonly protocol: Protocol;
  /** Whether it represents all ports that no policy names. */
  readonly anyOther?: boolean;
}

/** The ports that egress rules of the builds name by number, and one that represents all others. */
export function namedPorts(clusters: readonly ClusterModel[]): readonly Port[] {
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
