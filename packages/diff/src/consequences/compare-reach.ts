import { type ClusterModel, evaluator, type Matrix, offeredPorts } from '@k8s-blocks/reachability';
import { GENERAL, insiders, type LocatedParty, namedPorts, outsiders, type Party, type Port } from './parties.ts';

/** One party reaches a port of another. */
export interface Connection {
  readonly from: Party;
  readonly to: Party;
  readonly port: Port;
}

/** The connections that differ between two builds. */
export interface ReachDifference {
  readonly opened: readonly Connection[];
  readonly closed: readonly Connection[];
  /** The number of connections of each party that is in one build only, by the party's key. */
  readonly ofOneSide: ReadonlyMap<string, number>;
}

/** How many pairs of a source and a target are compared: enough for some thousands of workloads. */
const MAX_PAIRS = 50_000_000;

/** How many connections are reported as opened, and as closed. */
export const MAX_CONNECTIONS = 300_000;

/** A port that a connection may lead to. */
interface Target {
  readonly party: LocatedParty;
  readonly port: Port;
}

/** The sources and targets of a build, and which source reaches which target, by their positions. */
interface Side {
  readonly sources: readonly LocatedParty[];
  readonly targets: readonly Target[];
  readonly matrix: Matrix;
}

/**
 * Compares who reaches whom in two clusters. The sources are the workloads and the parties outside; the targets are the
 * ports that a workload offers in either cluster, and, of the parties outside, the ports that policies name. Connections
 * between two parties outside are left out.
 *
 * @returns undefined if there are too many pairs to be compared.
 */
export function compareReach(before: ClusterModel, after: ClusterModel): ReachDifference | undefined {
  const clusters = [before, after];
  const outside = outsiders(clusters);
  const offered = offeredIn(clusters);
  const outsidePorts = namedPorts(clusters);
  const sideOf = (cluster: ClusterModel): Side | undefined => {
    const inside = insiders(cluster);
    const portsInside = inside.reduce((sum, { key }) => sum + (offered.get(key)?.length ?? 0), 0);
    const portsOutside = outside.length * outsidePorts.length;
    if ((inside.length + outside.length) * (portsInside + portsOutside) > MAX_PAIRS) return undefined;
    const targets = [
      ...inside.flatMap((party) => (offered.get(party.key) ?? []).map((port) => ({ party, port }))),
      ...outside.flatMap((party) => outsidePorts.map((port) => ({ party, port }))),
    ];
    return { sources: [...inside, ...outside], targets, matrix: matrixOf(cluster, [...inside, ...outside], targets) };
  };
  const [old, wanted] = [sideOf(before), sideOf(after)];
  return old === undefined || wanted === undefined ? undefined : differenceOf(old, wanted);
}

function matrixOf(cluster: ClusterModel, sources: readonly LocatedParty[], targets: readonly Target[]): Matrix {
  return evaluator(cluster).matrix(
    sources.map(({ endpoint }) => endpoint),
    targets.map(({ party, port: { port, protocol } }) => ({ to: party.endpoint, port, protocol })),
  );
}

/** The ports of each workload, in any of the clusters: by the key of its party. */
function offeredIn(clusters: readonly ClusterModel[]): ReadonlyMap<string, readonly Port[]> {
  const offered = new Map<string, Map<string, Port>>();
  for (const { key, endpoint } of clusters.flatMap(insiders)) {
    const ports = offered.get(key) ?? new Map<string, Port>();
    for (const { port, protocol } of offeredPorts({ pods: [endpoint] }))
      ports.set(portText({ port, protocol }), { port, protocol });
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
 * The connections of one side that the other does not have, though it has both ends; at most one more than is reported. A
 * connection that any pod of the cluster has is not repeated for each workload and namespace, nor one of anywhere for each address.
 *
 * Hot path, of millions of pairs: it uses positions instead of objects, and computes what depends only on the target once
 * for all sources.
 *
 * @param onMissing is called, once a connection, for each end that the other side does not have.
 */
function onlyIn(side: Side, other: Side, onMissing: (party: Party) => void): readonly Connection[] {
  const found: Connection[] = [];
  const sourcesThere = sourcesIn(side, other);
  const targetsThere = targetsIn(side, other);
  const sourcesHere = positionsOfSources(side);
  const targetsHere = positionsOfTargets(side);
  const { allows } = side.matrix;
  const isOnlyHere = (source: number, target: number): boolean => {
    const [sourceThere, targetThere] = [sourcesThere[source], targetsThere[target]];
    if (sourceThere === undefined || targetThere === undefined) return false;
    return allows(source, target) && !other.matrix.allows(sourceThere, targetThere);
  };
  for (const [target, { party: to, port }] of side.targets.entries()) {
    const targetThere = targetsThere[target];
    const isFrom = (parties: readonly Party[]) =>
      parties.flatMap(({ key }) => sourcesHere.get(key) ?? []).every((source) => isOnlyHere(source, target));
    const isFromAll = { 'any pod': isFrom(GENERAL['any pod']), anywhere: isFrom(GENERAL.anywhere) };
    // Of a workload it is said where it arrives, whatever else its caller reaches.
    const including = to.within === undefined || to.isOutside !== true ? [] : GENERAL[to.within];
    const targetsIncluding = including.flatMap(({ key }) => targetsHere.get(key)?.get(portText(port)) ?? []);
    const isToAll = (source: number) =>
      including.length > 0 && targetsIncluding.every((each) => isOnlyHere(source, each));
    for (const [source, from] of side.sources.entries()) {
      if (!allows(source, target) || (from.isOutside === true && to.isOutside === true)) continue;
      if (sourcesThere[source] === undefined) onMissing(from);
      if (targetThere === undefined) onMissing(to);
      if (found.length > MAX_CONNECTIONS || !isOnlyHere(source, target)) continue;
      if ((from.within !== undefined && isFromAll[from.within]) || isToAll(source)) continue;
      found.push({ from, to, port });
    }
  }
  return found;
}

/** The position of each source in the other side; undefined if it is not there. */
function sourcesIn(side: Side, other: Side): readonly (number | undefined)[] {
  const positions = positionsOfSources(other);
  return side.sources.map(({ key }) => positions.get(key));
}

/** The position of each target in the other side; undefined if it is not there. */
function targetsIn(side: Side, other: Side): readonly (number | undefined)[] {
  const positions = positionsOfTargets(other);
  return side.targets.map(({ party, port }) => positions.get(party.key)?.get(portText(port)));
}

/** The positions of sources, by the key of the party. */
function positionsOfSources({ sources }: Side): ReadonlyMap<string, number> {
  return new Map(sources.map(({ key }, position) => [key, position]));
}

/** The positions of targets, by the key of the party and the port. */
function positionsOfTargets({ targets }: Side): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const positions = new Map<string, Map<string, number>>();
  for (const [position, { party, port }] of targets.entries()) {
    const ports = positions.get(party.key) ?? new Map<string, number>();
    positions.set(party.key, ports.set(portText(port), position));
  }
  return positions;
}

function portText({ port, protocol }: Port): string {
  return `${port}/${protocol}`;
}
