import { containsAddress, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import type { Endpoint, ExternalAddress, IPBlock, Labels, PodEndpoint } from '@k8s-blocks/reachability';
import type { BuiltStack } from './built-stack.ts';
import { namespaceOf, type Party } from './connection.ts';

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
  if ('cidr' in party) return 'ip' in endpoint && addressTest(party)(endpoint.ip);
  if ('ip' in endpoint || endpoint.namespace !== party.namespace) return false;
  return !('pods' in party) || hasLabels(endpoint.labels, party.pods);
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
