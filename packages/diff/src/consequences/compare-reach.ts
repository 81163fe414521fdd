import { type Cluster, evaluator, type Matrix, offeredPorts } from '@k8s-blocks/reachability';
import { ANY_POD, insiders, namedPorts, outsiders, type Party, type PlacedParty, type Port } from './reach.ts';

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

/** The most pairs of a source and a target that are looked at in a build: those of some thousands of workloads. */
const MOST_PAIRS = 50_000_000;

/** The most connections that are told to open, or to close. */
export const MOST_CONNECTIONS = 300_000;

/** Where a connection may lead to. */
interface Target {
  readonly party: PlacedParty;
  readonly port: Port;
}

/** The parties and ports of a build, and who reaches what, by their positions. */
interface Side {
  readonly sources: readonly PlacedParty[];
  readonly targets: readonly Target[];
  readonly matrix: Matrix;
}

/**
 * Compares two clusters. The sources are their workloads and whoever is outside; the targets are the ports that a workload
 * offers in either of them, and, of those outside, the ports that policies name. Two outsiders are nobody's business.
 *
 * @returns nothing if there are too many of them to be compared.
 */
export function compareReach(before: Cluster, after: Cluster): ReachDifference | undefined {
  const clusters = [before, after];
  const outside = outsiders(clusters);
  const offered = offeredIn(clusters);
  const outsidePorts = namedPorts(clusters);
  const sideOf = (cluster: Cluster): Side | undefined => {
    const inside = insiders(cluster);
    const portsInside = inside.reduce((sum, { key }) => sum + (offered.get(key)?.length ?? 0), 0);
    const portsOutside = outside.length * outsidePorts.length;
    if ((inside.length + outside.length) * (portsInside + portsOutside) > MOST_PAIRS) return undefined;
    const targets = [
      ...inside.flatMap((party) => (offered.get(party.key) ?? []).map((port) => ({ party, port }))),
      ...outside.flatMap((party) => outsidePorts.map((port) => ({ party, port }))),
    ];
    return { sources: [...inside, ...outside], targets, matrix: matrixOf(cluster, [...inside, ...outside], targets) };
  };
  const [old, wanted] = [sideOf(before), sideOf(after)];
  return old === undefined || wanted === undefined ? undefined : differenceOf(old, wanted);
}

function matrixOf(cluster: Cluster, sources: readonly PlacedParty[], targets: readonly Target[]): Matrix {
  return evaluator(cluster).matrix(
    sources.map(({ endpoint }) => endpoint),
    targets.map(({ party, port: { port, protocol } }) => ({ to: party.endpoint, port, protocol })),
  );
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

function differenceOf(before: Side, after: Side): ReachDifference {
  const ofOneSide = new Map<string, number>();
  const countOf = ({ key }: Party) => ofOneSide.set(key, (ofOneSide.get(key) ?? 0) + 1);
  return { opened: onlyIn(after, before, countOf), closed: onlyIn(before, after, countOf), ofOneSide };
}

/**
 * The connections of one side that the other does not have, though it has both ends; one more than are told, if there are
 * more. Where any pod of the cluster has one, the workloads that have it too need not be told.
 *
 * Hot path, of millions of pairs: positions and not objects, and what depends on the target alone only once.
 *
 * @param alone is called for each end that the other side does not have.
 */
function onlyIn(side: Side, other: Side, alone: (party: Party) => void): readonly Connection[] {
  const found: Connection[] = [];
  const sourcesThere = sourcesIn(side, other);
  const targetsThere = targetsIn(side, other);
  const anyPod = side.sources.findIndex(({ key }) => key === ANY_POD);
  const { allows } = side.matrix;
  for (const [target, { party: to, port }] of side.targets.entries()) {
    const targetThere = targetsThere[target];
    const isOnlyHere = (source: number): boolean => {
      const sourceThere = sourcesThere[source];
      if (sourceThere === undefined || targetThere === undefined) return false;
      return allows(source, target) && !other.matrix.allows(sourceThere, targetThere);
    };
    const isOfAnyPod = isOnlyHere(anyPod);
    for (const [source, from] of side.sources.entries()) {
      if (!allows(source, target) || (from.isOutside === true && to.isOutside === true)) continue;
      if (sourcesThere[source] === undefined) alone(from);
      if (targetThere === undefined) alone(to);
      if (found.length > MOST_CONNECTIONS || !isOnlyHere(source)) continue;
      if (from.isOutside === true || !isOfAnyPod) found.push({ from, to, port });
    }
  }
  return found;
}

/** The position of each source in the other side; nothing if it is not there. */
function sourcesIn(side: Side, other: Side): readonly (number | undefined)[] {
  const positions = new Map(other.sources.map(({ key }, position) => [key, position]));
  return side.sources.map(({ key }) => positions.get(key));
}

/** The same of each target. */
function targetsIn(side: Side, other: Side): readonly (number | undefined)[] {
  const portText = ({ port, protocol }: Port) => `${port}/${protocol}`;
  const positions = new Map<string, Map<string, number>>();
  for (const [position, { party, port }] of other.targets.entries()) {
    const ports = positions.get(party.key) ?? new Map<string, number>();
    positions.set(party.key, ports.set(portText(port), position));
  }
  return side.targets.map(({ party, port }) => positions.get(party.key)?.get(portText(port)));
}
