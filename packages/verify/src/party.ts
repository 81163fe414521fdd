import type { Endpoint, Labels, PodEndpoint } from '@k8s-blocks/reachability';
import type { BuiltStack } from './built-stack.ts';
import type { DeclaredConnection, Party } from './connection.ts';

/** A namespace that no stack has: its pods are let in only by peers that select any namespace. */
export const OTHER_NAMESPACE = 'a-namespace-outside-the-stack';

/** An address that stands for the internet; it is kept for documentation (RFC 5737). */
export const INTERNET: Endpoint = { ip: '203.0.113.7' };

/** A pod that stands for any other in the cluster. Its address is known, since policies may admit all by an address. */
export const OTHER_POD: PodEndpoint = { namespace: OTHER_NAMESPACE, labels: {}, ips: ['10.250.0.7'] };

/** Whether the party includes the endpoint. */
export function includes(party: Party, endpoint: Endpoint): boolean {
  if (party === 'anywhere') return true;
  if ('ip' in endpoint || endpoint.namespace !== party.namespace) return false;
  return !('pods' in party) || hasLabels(endpoint.labels, party.pods);
}

/** The endpoints that stand for a party: its pods in the build; for one outside, a pod with its labels. */
export function endpointsOf(party: Party, stack: BuiltStack): readonly Endpoint[] {
  if (party === 'anywhere') return [INTERNET, OTHER_POD];
  const inNamespace = stack.workloadsIn(party.namespace).map(({ pod }) => pod);
  const pods = inNamespace.filter((pod) => includes(party, pod));
  if (pods.length > 0 || isExpected(party, stack)) return pods;
  return [{ namespace: party.namespace, labels: 'pods' in party ? party.pods : {} }];
}

/** The known namespaces outside the stack: those of the cluster itself, and those that connections name. */
export function outsideNamespaces({ connections = [] }: BuiltStack): ReadonlySet<string> {
  const namespaces = new Set(['default', 'kube-system']);
  for (const party of connections.flatMap(({ from, to }) => [from, to])) {
    if (party !== 'anywhere') namespaces.add(party.namespace);
  }
  for (const { to, services = [] } of connections) {
    if (to !== 'anywhere' && services.length > 0) namespaces.delete(to.namespace);
  }
  return namespaces;
}

/** Whether the build must have pods of the party: it has others there, or calls them through its Services. */
function isExpected(party: Exclude<Party, 'anywhere'>, { connectionsTo, workloadsIn }: BuiltStack): boolean {
  if (!('pods' in party)) return false;
  const { namespace } = party;
  return workloadsIn(namespace).length > 0 || connectionsTo(namespace).some((each) => isServed(each, party));
}

function isServed({ to, services = [] }: DeclaredConnection, { pods }: PodParty): boolean {
  if (services.length === 0 || to === 'anywhere' || !('pods' in to)) return false;
  return hasLabels(pods, to.pods) && hasLabels(to.pods, pods);
}

type PodParty = Extract<Party, { readonly pods: unknown }>;

function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}
