import {
  compileIPBlock,
  type Endpoint,
  type ExternalAddress,
  type IPBlock,
  type Labels,
  type PodEndpoint,
  parseAddress,
} from '@k8s-blocks/reachability';
import type { BuiltStack } from './built-stack.ts';
import { namespaceOf, type Party } from './connection.ts';

/** A namespace that no stack has: its pods are let in only where everybody is. */
export const STRANGER_NAMESPACE = 'a-namespace-of-somebody-else';

/** An address that stands for the internet; it is kept for documentation (RFC 5737). */
export const INTERNET: ExternalAddress = { ip: '203.0.113.7' };

/** A pod that stands for any other in the cluster. Its address is known, since policies may admit all by an address. */
export const STRANGER: PodEndpoint = { namespace: STRANGER_NAMESPACE, labels: {}, ips: ['10.250.0.7'] };

/** Whether the party includes the endpoint. */
export function includes(party: Party, endpoint: Endpoint): boolean {
  if (party === 'anywhere') return true;
  if ('cidr' in party) return 'ip' in endpoint && addressTest(party)(endpoint.ip);
  if ('ip' in endpoint || endpoint.namespace !== party.namespace) return false;
  return !('pods' in party) || hasLabels(endpoint.labels, party.pods);
}

/** The namespaces of somebody else that are known: those of the cluster itself, and those that only others live in. */
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
export function addressTest(block: IPBlock): (ip: string) => boolean {
  const isInside = compileIPBlock(block);
  return (ip) => {
    const address = parseAddress(ip);
    return address !== undefined && isInside(address);
  };
}

/** Whether labels have all that are wanted. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}
