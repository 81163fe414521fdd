import { type Cluster, evaluator, type Matrix, offeredPorts } from '@k8s-blocks/verify/reachability';
import { insiders, namedPorts, outsiders, type Party, type PlacedParty, type Port } from './reach.ts';

/** That somebody reaches a port of somebody. */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  readonly port: Port;
}

/** How who reaches whom differs between two builds, of those that are in both. */
export interface ReachDifference {
  readonly opened: readonly Connection[];
  readonly closed: readonly Connection[];
  /** Of each party that is in one build only, by its key: how many connections it has there. */
  readonly ofOneSide: ReadonlyMap<string, number>;
}

/** The parties and ports of a build, and who reaches what, by their positions. */
interface Side {
  readonly sources: readonly PlacedParty[];
  readonly targets: readonly { readonly party: PlacedParty; readonly port: Port; readonly key: string }[];
  readonly matrix: Matrix;
}

/**
 * Compares two clusters. The sources are their workloads and whoever is outside; the targets are the ports that a workload
 * offers in either of them, and, of those outside, the ports that policies name. Two outsiders are nobody's business.
 */
export function compareReach(before: Cluster, after: Cluster): ReachDifference {
  const clusters = [before, after];
  const outside = outsiders(clusters);
  const offered = offeredIn(clusters);
  const outsidePorts = namedPorts(clusters);
  const sideOf = (cluster: Cluster): Side => {
    const inside = insiders(cluster);
    const targets = [
      ...inside.flatMap((party) => (offered.get(party.key) ?? []).map((port) => ({ party, port }))),
      ...outside.flatMap((party) => outsidePorts.map((port) => ({ party, port }))),
    ].map((target) => ({ ...target, key: `${target.party.key} ${target.port.port}/${target.port.protocol}` }));
    const sources = [...inside, ...outside];
    const asked = targets.map(({ party, port: { port, protocol } }) => ({ to: party.endpoint, port, protocol }));
    const matrix = evaluator(cluster).matrix(
      sources.map(({ endpoint }) => endpoint),
      asked,
    );
    return { sources, targets, matrix };
  };
  return differenceOf(sideOf(before), sideOf(after), new Set(outside.map(({ key }) => key)));
}

/** The ports of each workload, in any of the clusters: by the key of its party. */
function offeredIn(clusters: readonly Cluster[]): ReadonlyMap<string, readonly Port[]> {
  const offered = new Map<string, Map<string, Port>>();
  for (const { key, endpoint } of clusters.flatMap(insiders)) {
    const ports = offered.get(key) ?? new Map<string, Port>();
    for (const { port, protocol } of offeredPorts({ pods: [endpoint] }))
      ports.set(`${port}/${protocol}`, { port, protocol });
    offered.set(key, ports);
  }
  return new Map([...offered].map(([key, ports]) => [key, [...ports.values()]]));
}

function differenceOf(before: Side, after: Side, outside: ReadonlySet<string>): ReachDifference {
  const ofOneSide = new Map<string, number>();
  const only = (side: Side, other: Side) => {
    const found: Connection[] = [];
    const sourceIn = positions(other.sources);
    const targetIn = positions(other.targets);
    for (const { source, target } of side.matrix.allowedPairs()) {
      const [from, to] = [side.sources[source], side.targets[target]];
      if (from === undefined || to === undefined) continue;
      if (outside.has(from.key) && outside.has(to.party.key)) continue;
      const [otherSource, otherTarget] = [sourceIn.get(from.key), targetIn.get(to.key)];
      if (otherSource === undefined) ofOneSide.set(from.key, (ofOneSide.get(from.key) ?? 0) + 1);
      if (otherTarget === undefined) ofOneSide.set(to.party.key, (ofOneSide.get(to.party.key) ?? 0) + 1);
      if (otherSource === undefined || otherTarget === undefined) continue;
      if (!other.matrix.allows(otherSource, otherTarget)) found.push({ from, to: to.party, port: to.port });
    }
    return found;
  };
  return { opened: only(after, before), closed: only(before, after), ofOneSide };
}

function positions(parties: readonly { readonly key: string }[]): ReadonlyMap<string, number> {
  return new Map(parties.map(({ key }, position) => [key, position]));
}
