import { groupBy } from '@k8s-blocks/manifest';
import { BitMatrix } from './bit-matrix.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { endpointIndex } from './endpoint-index.ts';
import type { ClusterModel, Endpoint, Target } from './model.ts';
import type { DirectedPolicies, PolicyIndex } from './policy-index.ts';
import type { ResolvedEndpoint } from './resolved-endpoint.ts';

/** Who reaches what: a cell for each source and target, both by their positions in the lists. */
export interface Matrix {
  readonly sources: readonly Endpoint[];
  readonly targets: readonly Target[];
  readonly allows: (source: number, target: number) => boolean;
  /** The cells that are allowed, source by source. */
  readonly allowedPairs: () => Iterable<{ readonly source: number; readonly target: number }>;
}

/** The ports that the cluster's pods declare: the targets that can be expected to answer. */
export function offeredPorts({ pods }: Pick<ClusterModel, 'pods'>): readonly Target[] {
  return pods.flatMap((pod) => {
    const distinct = new Map(pod.ports.map(({ port, protocol }) => [`${port}/${protocol}`, { port, protocol }]));
    return [...distinct.values()].map((port) => ({ to: pod, ...port }));
  });
}

/** What a matrix is computed from. */
interface Question {
  readonly sources: readonly Endpoint[];
  readonly targets: readonly Target[];
  readonly resolve: (endpoint: Endpoint) => ResolvedEndpoint;
  readonly index: PolicyIndex;
}

/** The same with the endpoints as policies see them. */
interface ResolvedQuestion {
  readonly sources: readonly ResolvedEndpoint[];
  readonly targets: readonly (Omit<Target, 'to'> & { readonly destination: ResolvedEndpoint })[];
  readonly index: PolicyIndex;
}

/**
 * Computes the whole matrix. Each distinct rule is compared once with the endpoints that it may select, which gives the
 * targets that each source may call and the sources that each target may be called by; a cell is then two bits.
 */
export function matrixOf({ sources, targets, resolve, index }: Question): Matrix {
  const question: ResolvedQuestion = {
    sources: sources.map(resolve),
    targets: targets.map(({ to, port, protocol }) => ({ destination: resolve(to), port, protocol })),
    index,
  };
  const allowed = allowedByEgress(question);
  const ingress = allowedByIngress(question);
  for (const source of sources.keys()) {
    for (const target of allowed.in(source)) if (!ingress.has(target, source)) allowed.delete(source, target);
  }
  allowSamePod(question, allowed);
  return {
    sources,
    targets,
    allows: (source, target) => allowed.has(source, target),
    *allowedPairs() {
      for (const source of sources.keys()) for (const target of allowed.in(source)) yield { source, target };
    },
  };
}

/** A row for each source: the targets that its egress allows. */
function allowedByEgress({ sources, targets, index }: ResolvedQuestion): BitMatrix {
  const allowed = new BitMatrix(sources.length, targets.length);
  const targetsOf = memoized(egressTargets(targets));
  sources.forEach((endpoint, source) => {
    decideRow(allowed, source, index(endpoint, 'Egress'), targetsOf);
  });
  return allowed;
}

/** Finds the targets that an egress rule matches, by their positions: first the destinations, then their ports. */
function egressTargets(targets: ResolvedQuestion['targets']): (rule: CompiledRule) => readonly number[] {
  const targetsOf = groupBy(targets.entries(), ([, { destination }]) => [destination]);
  const destinations = [...targetsOf.keys()];
  const matching = endpointIndex(destinations);
  return (rule) => {
    const matched: number[] = [];
    for (const positions of rule.peers.length === 0 ? [destinations.keys()] : rule.peers.map(matching)) {
      for (const position of positions) {
        const destination = destinations[position];
        if (destination === undefined) continue;
        for (const [target, { port, protocol }] of targetsOf.get(destination) ?? []) {
          if (rule.matchesPort(port, protocol, destination)) matched.push(target);
        }
      }
    }
    return matched;
  };
}

/** A row for each target: the sources that its ingress allows. */
function allowedByIngress({ sources, targets, index }: ResolvedQuestion): BitMatrix {
  const allowed = new BitMatrix(targets.length, sources.length);
  const matching = endpointIndex(sources);
  targets.forEach(({ destination, port, protocol }, target) => {
    decideRow(allowed, target, index(destination, 'Ingress'), (rule) => {
      if (!rule.matchesPort(port, protocol, destination)) return [];
      return rule.peers.length === 0 ? [...sources.keys()] : rule.peers.flatMap(matching);
    });
  });
  return allowed;
}

/**
 * Decides one row of a direction: what is decided first is written last, over what is decided after it.
 *
 * @param matchedBy the columns that a rule matches.
 */
function decideRow(
  allowed: BitMatrix,
  row: number,
  { admin, denials, allowances, isolatedBy, baseline }: DirectedPolicies,
  matchedBy: (rule: CompiledRule) => readonly number[],
): void {
  if (isolatedBy.length > 0) allowed.clear(row);
  else {
    allowed.fill(row);
    decideInOrder(allowed, row, baseline, matchedBy);
  }
  for (const rule of allowances) for (const column of matchedBy(rule)) allowed.add(row, column);
  for (const rule of denials) for (const column of matchedBy(rule)) allowed.delete(row, column);
  decideInOrder(allowed, row, admin, matchedBy);
}

/** Writes the rules of a tier of which the first that matches decides. What is passed is as the later tiers decided it. */
function decideInOrder(
  allowed: BitMatrix,
  row: number,
  rules: readonly CompiledRule[],
  matchedBy: (rule: CompiledRule) => readonly number[],
): void {
  if (rules.length === 0) return;
  const later = new Set(allowed.in(row));
  for (const rule of rules.toReversed()) {
    for (const column of matchedBy(rule)) {
      const isAllowed = rule.action === 'Accept' || (rule.action === 'Pass' && later.has(column));
      if (isAllowed) allowed.add(row, column);
      else allowed.delete(row, column);
    }
  }
}

/** Policies do not come between a pod and itself. */
function allowSamePod({ sources, targets }: ResolvedQuestion, allowed: BitMatrix): void {
  const sourcesOf = groupBy(sources.keys(), (source) => [sources[source]?.identity]);
  targets.forEach(({ destination: { identity } }, target) => {
    if (identity === undefined) return;
    for (const source of sourcesOf.get(identity) ?? []) allowed.add(source, target);
  });
}

function memoized<T>(compute: (rule: CompiledRule) => T): (rule: CompiledRule) => T {
  const known = new Map<string, T>();
  return (rule) => {
    const value = known.get(rule.key) ?? compute(rule);
    known.set(rule.key, value);
    return value;
  };
}
