import { containsAddress, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import {
  type Endpoint,
  type ExternalAddress,
  type IPBlock,
  type Labels,
  matchesHost,
  type PodEndpoint,
} from '@k8s-blocks/reachability';
import type { BuiltStack } from './built-stack.ts';
import { type AddressBlock, namespaceOf, type Party } from './connection.ts';

/** A namespace that no stack has: its pods are let in only by peers that select any namespace. */
export const OTHER_NAMESPACE = 'a-namespace-outside-the-stack';

/** An address that stands for the internet; it is kept for documentation (RFC 5737). */
export const INTERNET: ExternalAddress = { ip: '203.0.113.7' };

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
  if (!('hostNetwork' in party) || party.hostNetwork === undefined) return undefined;
  return party.hostNetwork.addresses ?? EVERY_ADDRESS;
}

/** The known namespaces outside the stack: those of the cluster itself, and those that connections name. */
export function outsideNamespaces({ connections = [] }: BuiltStack): ReadonlySet<string> {
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
