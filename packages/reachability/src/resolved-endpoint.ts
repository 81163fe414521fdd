import { Refusal } from '@k8s-blocks/refusal';
import { type Address, parseAddress } from './ip-block.ts';
import type { Cluster, Endpoint, Labels, PodEndpoint, Protocol } from './model.ts';

/** What policies see of an endpoint. */
export interface ResolvedEndpoint {
  /** What label selectors see. An external address has no labels, and a pod in its node's network shows none. */
  readonly selectable?: Selectable;
  /** What `ipBlock` sees. */
  readonly addresses: readonly Address[];
  /** The number of a named port; nothing if the endpoint has no port of that name and protocol. */
  readonly portNamed: (name: string, protocol: Protocol) => number | undefined;
  /** Equal for two endpoints that are one and the same pod; absent where there may be several replicas. */
  readonly identity?: unknown;
}

/** The labels by which selectors find a pod. */
export interface Selectable {
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
}

/** Whether the endpoint is an address outside the cluster. */
export function isExternal(endpoint: Endpoint): endpoint is { readonly ip: string } {
  return 'ip' in endpoint;
}

/** Looks up, once for each endpoint, what policies see of it. */
export function endpointResolver(cluster: Cluster): (endpoint: Endpoint) => ResolvedEndpoint {
  const namespaces = new Map(cluster.namespaces.map(({ name, labels }) => [name, withImpliedLabel(name, labels)]));
  const known = new WeakMap<Endpoint, ResolvedEndpoint>();
  return (endpoint) => {
    const resolved =
      known.get(endpoint) ?? (isExternal(endpoint) ? resolveAddress(endpoint.ip) : resolvePod(endpoint, namespaces));
    known.set(endpoint, resolved);
    return resolved;
  };
}

function resolveAddress(ip: string): ResolvedEndpoint {
  const address = parseAddress(ip);
  if (address === undefined) {
    throw new Refusal({
      problem: `"${ip}" is not an IP address.`,
      remedy: 'Give one such as 203.0.113.7 or 2001:db8::7.',
    });
  }
  return { addresses: [address], portNamed: () => undefined };
}

function resolvePod(pod: PodEndpoint, namespaces: ReadonlyMap<string, Labels>): ResolvedEndpoint {
  const { namespace, labels, hostNetwork = false } = pod;
  const namespaceLabels = withImpliedLabel(namespace, pod.namespaceLabels ?? namespaces.get(namespace) ?? {});
  const identity = identityOf(pod);
  return {
    addresses: (pod.ips ?? []).map(parseAddress).filter((address) => address !== undefined),
    portNamed: (name, protocol) => pod.ports?.find((port) => port.name === name && port.protocol === protocol)?.port,
    ...(hostNetwork ? {} : { selectable: { namespace, namespaceLabels, labels } }),
    ...(identity === undefined ? {} : { identity }),
  };
}

/** The pod that stands for a workload is not itself: one replica that calls another is judged as any two pods are. */
function identityOf(pod: PodEndpoint): unknown {
  if (pod.workload !== undefined) return undefined;
  return pod.name === undefined ? pod : `${pod.namespace}/${pod.name}`;
}

/** The API server sets this label on every namespace, and refuses to change it. */
function withImpliedLabel(name: string, labels: Labels): Labels {
  return { ...labels, 'kubernetes.io/metadata.name': name };
}
