import { containsAddress, matchesHost, parseCidr, parseIpAddress, shortName } from '@k8s-blocks/manifest';
import {
  describeLabels,
  type Endpoint,
  type ExternalAddress,
  type IPBlock,
  type Labels,
  type PodEndpoint,
} from '@k8s-blocks/reachability';
import { formatNames } from '@k8s-blocks/refusal';
import {
  type AddressBlock,
  type DeclaredConnection,
  type KnownAddresses,
  namespaceOf,
  type Party,
  type PodsParty,
} from './connection.ts';

/** A namespace that no stack has: its pods are let in only by peers that select any namespace. */
export const OTHER_NAMESPACE = 'a-namespace-outside-the-stack';

/** An address that stands for the internet; it is kept for documentation (RFC 5737). */
export const INTERNET: ExternalAddress = { ip: '203.0.113.7' };

/** The API server, whatever its address is. */
export const API_SERVER: ExternalAddress = { ...INTERNET, apiServer: true };

/** A pod that stands for any other in the cluster. Its address is known, since policies may admit all by an address. */
export const OTHER_POD: PodEndpoint = { namespace: OTHER_NAMESPACE, labels: {}, ips: ['10.250.0.7'] };

/** A port that no rule is likely to name: allowed only by rules for all ports. */
export const UNLIKELY_PORT = 61_234;

/** Whether the party includes the endpoint. */
export function includes(party: Party, endpoint: Endpoint): boolean {
  if (party === 'anywhere') return true;
  if ('ip' in endpoint) return includesAddress(party, endpoint);
  if (!('namespace' in party) || endpoint.namespace !== party.namespace) return false;
  return party.pods === undefined || hasLabels(endpoint.labels, party.pods);
}

function includesAddress(party: Party, { ip, host, apiServer = false }: ExternalAddress): boolean {
  if (apiServer) return party !== 'anywhere' && 'apiServer' in party;
  if (host !== undefined && party !== 'anywhere' && 'host' in party) return matchesHost(party.host, host);
  return (blocksOf(party) ?? []).some((block) => addressTest(block)(ip));
}

/** Every address, of IPv4 and IPv6. */
const EVERY_ADDRESS: readonly AddressBlock[] = [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }];

/**
 * The addresses by which a NetworkPolicy can say a party: its own, or every one where they are not known. Undefined for a party
 * that it says otherwise: pods by their labels, and anywhere.
 */
export function blocksOf(party: Party): readonly AddressBlock[] | undefined {
  if (party === 'anywhere') return undefined;
  if ('blocks' in party) return party.blocks;
  if ('host' in party || 'apiServer' in party) return party.addresses ?? EVERY_ADDRESS;
  return isOnNodes(party) ? (party.hostNetwork.addresses ?? EVERY_ADDRESS) : undefined;
}

/** Whether the addresses of a party are not known: a NetworkPolicy says it by every address. */
export function isAnywhereOutside(party: Party): boolean {
  if (party === 'anywhere') return false;
  if ('host' in party || 'apiServer' in party) return party.addresses === undefined;
  return isOnNodes(party) && party.hostNetwork.addresses === undefined;
}

/** Whether a party is pods in the network of their nodes. */
export function isOnNodes(party: Party): party is PodsParty & { readonly hostNetwork: KnownAddresses } {
  return party !== 'anywhere' && 'hostNetwork' in party && party.hostNetwork !== undefined;
}

/** Whether a pod in the network of its node is declared to be there. What follows from that is a notice of `unisolated-workload`. */
export function isDeclaredOnNode(pod: PodEndpoint, connections: readonly DeclaredConnection[] = []): boolean {
  if (pod.hostNetwork !== true) return false;
  return connections.some(({ from, to }) => [from, to].some((party) => isOnNodes(party) && includes(party, pod)));
}

/** A party in a sentence: `the host cache.example.com`, `the API server`. */
export function formatParty(party: Party): string {
  if (party === 'anywhere') return party;
  if ('blocks' in party) return formatNames(party.blocks.map(({ cidr }) => cidr));
  if ('host' in party) return `the host ${party.host}`;
  if ('apiServer' in party) return 'the API server';
  return party.pods === undefined
    ? `the namespace "${shortName(party.namespace)}"`
    : `${describeLabels(party.pods)} of namespace "${shortName(party.namespace)}"`;
}

/** The known namespaces outside the stack: those of the cluster itself, and those that connections name. */
export function outsideNamespaces({
  connections = [],
}: {
  readonly connections?: readonly DeclaredConnection[];
}): ReadonlySet<string> {
  const namespaces = new Set(['default', 'kube-system']);
  for (const namespace of connections.flatMap(({ from, to }) => [namespaceOf(from), namespaceOf(to)])) {
    if (namespace !== undefined) namespaces.add(namespace);
  }
  for (const { to, services = [] } of connections) {
    if (services.length > 0) namespaces.delete(namespaceOf(to) ?? '');
  }
  return namespaces;
}

/** The question whether an address is in a block, and in none of its exceptions. */
export function addressTest({ cidr, except = [] }: IPBlock): (ip: string) => boolean {
  const block = parseCidr(cidr);
  const exceptions = except.map(parseCidr).filter((each) => each !== undefined);
  return (ip) => {
    const address = parseIpAddress(ip);
    if (block === undefined || address === undefined) return false;
    return containsAddress(block, address) && !exceptions.some((each) => containsAddress(each, address));
  };
}

/** Whether labels have all that are wanted. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}
