import { groupBy } from '@k8s-blocks/manifest';
import type { CompiledPeer } from './compiled-peer.ts';
import { labelText } from './label-selector.ts';
import type { ResolvedEndpoint } from './resolved-endpoint.ts';

/** Finds the endpoints that match a peer, by their positions. */
export type EndpointIndex = (peer: CompiledPeer) => readonly number[];

/**
 * Files the endpoints by namespace and by label, so that a peer that names a label is compared with few of them. Each
 * distinct peer is compared once, however many rules have it.
 */
export function endpointIndex(endpoints: readonly ResolvedEndpoint[]): EndpointIndex {
  const all = endpoints.map((_, position) => position);
  const byNamespace = groupBy(all, (position) => {
    const namespace = endpoints[position]?.selectable?.namespace;
    return namespace === undefined ? [] : [namespace];
  });
  const byLabel = groupBy(all, (position) =>
    Object.entries(endpoints[position]?.selectable?.labels ?? {}).map(([key, value]) => labelText(key, value)),
  );
  const found = new Map<string, readonly number[]>();
  return (peer) => {
    const known = found.get(peer.key);
    if (known !== undefined) return known;
    const { namespace, required } = peer;
    const filed = required.map((label) => byLabel.get(label) ?? []);
    if (namespace !== undefined) filed.push(byNamespace.get(namespace) ?? []);
    const candidates = filed.reduce((fewest, list) => (list.length < fewest.length ? list : fewest), all);
    const matched = candidates.filter((position) => {
      const endpoint = endpoints[position];
      return endpoint !== undefined && peer.matches(endpoint);
    });
    found.set(peer.key, matched);
    return matched;
  };
}
