import { Refusal } from '@k8s-blocks/refusal';
import { type Address, parseAddress } from './ip-block.ts';
import type { ClusterModel, Endpoint, ExternalAddress, Labels, PodEndpoint, Protocol } from './model.ts';

/** What an endpoint is. A pod in its node's network is a node, as policies see it. */
export type EndpointKind = 'pod' | 'node' | 'world' | 'kube-apiserver';

/** What policies see of an endpoint. */
export interface ResolvedEndpoint {
  readonly kind: EndpointKind;
  /** What label selectors see. An external address has no labels, and a pod in its node's network shows none. */
  readonly selectable?: Selectable;
  /** What `ipBlock` sees. */
  readonly addresses: readonly Address[];
  /** The name by which a host outside is called. */
  readonly host?: string;
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
export function isExternal(endpoint: Endpoint): endpoint is ExternalAddress {
  return 'ip' in endpoint;
}

/** Looks up, once for each endpoint, what policies see of it. */
export function endpointResolver(cluster: ClusterModel): (endpoint: Endpoint) => ResolvedEndpoint {
  const namespaces = new Map(cluster.namespaces.map(({ name, labels }) => [name, namespaceLabelsOf(name, labels)]));
  const known = new WeakMap<Endpoint, ResolvedEndpoint>();
  return (endpoint) => {
    const resolved =
      known.get(endpoint) ?? (isExternal(endpoint) ? resolveAddress(endpoint) : resolvePod(endpoint, namespaces));
    known.set(endpoint, resolved);
    return resolved;
  };
}

function resolveAddress({ ip, host, apiServer = false }: ExternalAddress): ResolvedEndpoint {
  const address = parseAddress(ip);
  if (address === undefined) {
    throw new Refusal({
      problem: `"${ip}" is not an IP address.`,
      remedy: 'Give one such as 203.0.113.7 or 2001:db8::7.',
    });
  }
  const kind = apiServer ? 'kube-apiserver' : 'world';
  return { kind, addresses: [address], portNamed: () => undefined, ...(host === undefined ? {} : { host }) };
}

function resolvePod(pod: PodEndpoint, namespaces: ReadonlyMap<string, Labels>): ResolvedEndpoint {
  const { namespace, labels, hostNetwork = false } = pod;
  const namespaceLabels = namespaceLabelsOf(namespace, pod.namespaceLabels ?? namespaces.get(namespace));
  const identity = identityOf(pod);
  return {
    kind: hostNetwork ? 'node' : 'pod',
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

/** The labels of a namespace with the one that the API server sets on each, and refuses to change. */
export function namespaceLabelsOf(name: string, labels: Labels = {}): Labels {
  return { ...labels, 'kubernetes.io/metadata.name': name };
}
