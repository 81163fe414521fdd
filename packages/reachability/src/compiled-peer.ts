import { matchesHost } from '@k8s-blocks/manifest';
import { type Address, compileIPBlock } from './ip-block.ts';
import { type CompiledSelector, compileSelector, labelText } from './label-selector.ts';
import type { HostPattern, IPBlock, PolicyEntity, PolicyPeer } from './policy.ts';
import type { EndpointKind, ResolvedEndpoint } from './resolved-endpoint.ts';

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

/** The policy of a peer, as far as it decides whom the peer selects. */
export interface PeerContext {
  /** The policy's namespace; empty for a policy of the whole cluster, whose peers name theirs. */
  readonly namespace: string;
  /** The patterns of the names that the policy's pod resolves through a DNS proxy. */
  readonly proxiedHosts: readonly string[];
}

/**
 * Compiles a peer. A `podSelector` alone selects pods of the policy's own namespace, a `namespaceSelector` alone all
 * pods of the namespaces, both together the pods in the namespaces. An `ipBlock` goes with neither: the API server
 * refuses that, as it does a peer without any field, and both match nothing.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function compilePeer(peer: PolicyPeer, { namespace, proxiedHosts }: PeerContext): CompiledPeer {
  const { podSelector, namespaceSelector, ipBlock, entity, host } = peer;
  const hasSelector = podSelector !== undefined || namespaceSelector !== undefined;
  if (entity !== undefined) return ofEntity(entity);
  if (host !== undefined) return hosts(host, proxiedHosts);
  if (ipBlock !== undefined && !hasSelector) return addresses(ipBlock);
  if (ipBlock !== undefined || !hasSelector) return { key: 'null', required: [], matches: () => false };
  const pods = compileSelector(podSelector ?? {});
  return namespaceSelector === undefined
    ? podsInNamespace(pods, namespace)
    : podsInNamespaces(pods, compileSelector(namespaceSelector));
}

function addresses(ipBlock: IPBlock): CompiledPeer {
  const { cidr, except = [], outsideOnly = false } = ipBlock;
  const contains = compileIPBlock(ipBlock);
  const key = JSON.stringify([cidr, except, outsideOnly]);
  return {
    key,
    required: [],
    matches: (endpoint) =>
      (!outsideOnly || endpoint.kind === 'world') && endpoint.addresses.some((address: Address) => contains(address)),
  };
}

/**
 * What each entity includes, by the kind of the endpoint. Whether the API server is outside of the cluster or on one of its
 * nodes is not known, so that only what includes it in both cases counts.
 */
const ENTITIES: Readonly<Record<PolicyEntity, readonly EndpointKind[]>> = {
  all: ['pod', 'node', 'world', 'kube-apiserver'],
  world: ['world'],
  cluster: ['pod', 'node'],
  nodes: ['node'],
  'kube-apiserver': ['kube-apiserver'],
};

function ofEntity(entity: PolicyEntity): CompiledPeer {
  const kinds = new Set(ENTITIES[entity]);
  return { key: JSON.stringify({ entity }), required: [], matches: ({ kind }) => kinds.has(kind) };
}

/** A host whose name the pod resolves past the proxy has no addresses that the network plugin knows. */
function hosts({ pattern, needsDnsProxy }: HostPattern, proxiedHosts: readonly string[]): CompiledPeer {
  const learnt = needsDnsProxy ? proxiedHosts : ['*'];
  return {
    key: JSON.stringify({ pattern, learnt }),
    required: [],
    matches: ({ host, kind }) =>
      host !== undefined &&
      kind === 'world' &&
      matchesHost(pattern, host) &&
      learnt.some((each) => matchesHost(each, host)),
  };
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
