import { type Address, compileIPBlock } from './ip-block.ts';
import { type CompiledSelector, compileSelector, labelText } from './label-selector.ts';
import type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicyRule, Protocol } from './model.ts';
import type { ResolvedEndpoint } from './resolved-endpoint.ts';

/** How a required label begins that only one namespace has. */
const NAMESPACE_NAME = labelText('kubernetes.io/metadata.name', '');

/** One peer of a rule, compiled for many questions. */
export interface CompiledPeer {
  /** Equal for peers that select the same: JSON, made when it is first read. */
  readonly key: string;
  /** The only namespace in which it selects pods, if there is but one. */
  readonly namespace?: string;
  /** Labels that all pods that it selects have. */
  readonly required: readonly string[];
  readonly matches: (endpoint: ResolvedEndpoint) => boolean;
}

/** A rule, compiled for many questions. */
export interface CompiledRule {
  /** Equal for rules that allow the same: JSON, made when it is first read, which only a matrix does. */
  readonly key: string;
  /** None: the rule has no peers, and so allows all. */
  readonly peers: readonly CompiledPeer[];
  readonly matchesPeer: (endpoint: ResolvedEndpoint) => boolean;
  readonly matchesPort: (port: number, protocol: Protocol, destination: ResolvedEndpoint) => boolean;
}

/** Compiles a rule of a policy in the namespace: what matches one of its peers and one of its ports is allowed. */
export function compileRule({ peers, ports }: NetworkPolicyRule, namespace: string): CompiledRule {
  const compiled = peers.map((peer) => compilePeer(peer, namespace));
  const portMatchers = ports.map(compilePort);
  let key: string | undefined;
  return {
    get key() {
      const portKeys = () => ports.map((port) => [port.protocol, port.port, port.endPort]);
      key ??= `[[${compiled.map((peer) => peer.key).join()}],${JSON.stringify(portKeys())}]`;
      return key;
    },
    peers: compiled,
    matchesPeer: compiled.length === 0 ? () => true : anyOf(compiled),
    matchesPort: (port, protocol, destination) =>
      portMatchers.length === 0 || portMatchers.some((matches) => matches(port, protocol, destination)),
  };
}

/** Rules of more peers than this remember whom they match: thousands of addresses may be asked of thousands of peers. */
const MANY_PEERS = 20;

/** The question whether one of the peers matches an endpoint. */
function anyOf(peers: readonly CompiledPeer[]): CompiledRule['matchesPeer'] {
  const matches: CompiledRule['matchesPeer'] = (endpoint) => peers.some((peer) => peer.matches(endpoint));
  if (peers.length <= MANY_PEERS) return matches;
  const known = new WeakMap<ResolvedEndpoint, boolean>();
  return (endpoint) => {
    const answer = known.get(endpoint) ?? matches(endpoint);
    known.set(endpoint, answer);
    return answer;
  };
}

/**
 * Compiles a peer. A `podSelector` alone selects pods of the policy's own namespace, a `namespaceSelector` alone all
 * pods of the namespaces, both together the pods in the namespaces. An `ipBlock` goes with neither: the API server
 * refuses that, as it does a peer without any field, and both match nothing.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function compilePeer(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  namespace: string,
): CompiledPeer {
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  if (ipBlock !== undefined && !hasSelector) {
    const contains = compileIPBlock(ipBlock);
    const key = JSON.stringify([ipBlock.cidr, ipBlock.except ?? []]);
    return { key, required: [], matches: ({ addresses }) => addresses.some((address: Address) => contains(address)) };
  }
  if (ipBlock !== undefined || !hasSelector) return { key: 'null', required: [], matches: () => false };
  const pods = compileSelector(podSelector ?? {});
  return namespaceSelector === undefined
    ? podsInNamespace(pods, namespace)
    : podsInNamespaces(pods, compileSelector(namespaceSelector));
}

function podsInNamespace(pods: CompiledSelector, namespace: string): CompiledPeer {
  return {
    get key() {
      return `[${JSON.stringify(namespace)},${pods.key}]`;
    },
    namespace,
    required: pods.required,
    matches: ({ selectable }) => selectable?.namespace === namespace && pods.matches(selectable.labels),
  };
}

function podsInNamespaces(pods: CompiledSelector, namespaces: CompiledSelector): CompiledPeer {
  const [namespace] = namespaces.required.filter((label) => label.startsWith(NAMESPACE_NAME));
  return {
    get key() {
      return `[{"namespaces":${namespaces.key}},${pods.key}]`;
    },
    ...(namespace === undefined ? {} : { namespace: namespace.slice(NAMESPACE_NAME.length) }),
    required: pods.required,
    matches: ({ selectable }) =>
      selectable !== undefined && namespaces.matches(selectable.namespaceLabels) && pods.matches(selectable.labels),
  };
}

/** A named port is looked up at the destination, for egress as for ingress. */
function compilePort({ protocol, port, endPort }: NetworkPolicyPort): CompiledRule['matchesPort'] {
  if (port === undefined) return endPort === undefined ? (_port, asked) => asked === protocol : () => false;
  if (typeof port === 'number') {
    const last = endPort ?? port;
    return (asked, askedProtocol) => askedProtocol === protocol && port <= asked && asked <= last;
  }
  if (endPort !== undefined) return () => false;
  return (asked, askedProtocol, destination) =>
    askedProtocol === protocol && destination.portNamed(port, protocol) === asked;
}
