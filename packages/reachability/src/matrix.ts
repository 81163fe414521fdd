import { groupBy } from '@k8s-blocks/manifest';
import { BitMatrix } from './bit-matrix.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { endpointIndex } from './endpoint-index.ts';
import type { Cluster, Endpoint, PolicyType, Target } from './model.ts';
import type { CompiledPolicy, PolicyIndex } from './policy-index.ts';
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
export function offeredPorts({ pods }: Pick<Cluster, 'pods'>): readonly Target[] {
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
  readonly isolating: PolicyIndex;
}

/** The same with the endpoints as policies see them. */
interface ResolvedQuestion {
  readonly sources: readonly ResolvedEndpoint[];
  readonly targets: readonly (Omit<Target, 'to'> & { readonly destination: ResolvedEndpoint })[];
  readonly isolating: PolicyIndex;
}

/**
 * Computes the whole matrix. Each distinct rule is compared once with the endpoints that it may select, which gives the
 * targets that each source may call and the sources that each target may be called by; a cell is then two bits.
 */
export function matrixOf({ sources, targets, resolve, isolating }: Question): Matrix {
  const question: ResolvedQuestion = {
    sources: sources.map(resolve),
    targets: targets.map(({ to, port, protocol }) => ({ destination: resolve(to), port, protocol })),
    isolating,
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
function allowedByEgress({ sources, targets, isolating }: ResolvedQuestion): BitMatrix {
  const allowed = new BitMatrix(sources.length, targets.length);
  const targetsAllowedBy = memoized(egressTargets(targets));
  sources.forEach((endpoint, source) => {
    const policies = isolating(endpoint, 'Egress');
    if (policies.length === 0) allowed.fill(source);
    for (const rule of rulesOf(policies, 'Egress')) {
      for (const target of targetsAllowedBy(rule)) allowed.add(source, target);
    }
  });
  return allowed;
}

/** Finds the targets that an egress rule allows, by their positions: first the destinations, then their ports. */
function egressTargets(targets: ResolvedQuestion['targets']): (rule: CompiledRule) => readonly number[] {
  const targetsOf = groupBy(targets.entries(), ([, { destination }]) => [destination]);
  const destinations = [...targetsOf.keys()];
  const matching = endpointIndex(destinations);
  return (rule) => {
    const allowed: number[] = [];
    for (const positions of rule.peers.length === 0 ? [destinations.keys()] : rule.peers.map(matching)) {
      for (const position of positions) {
        const destination = destinations[position];
        if (destination === undefined) continue;
        for (const [target, { port, protocol }] of targetsOf.get(destination) ?? []) {
          if (rule.matchesPort(port, protocol, destination)) allowed.push(target);
        }
      }
    }
    return allowed;
  };
}

/** A row for each target: the sources that its ingress allows. */
function allowedByIngress({ sources, targets, isolating }: ResolvedQuestion): BitMatrix {
  const allowed = new BitMatrix(targets.length, sources.length);
  const matching = endpointIndex(sources);
  targets.forEach(({ destination, port, protocol }, target) => {
    const policies = isolating(destination, 'Ingress');
    if (policies.length === 0) allowed.fill(target);
    for (const rule of rulesOf(policies, 'Ingress')) {
      if (!rule.matchesPort(port, protocol, destination)) continue;
      if (rule.peers.length === 0) allowed.fill(target);
      for (const peer of rule.peers) for (const source of matching(peer)) allowed.add(target, source);
    }
  });
  return allowed;
}

/** Policies do not come between a pod and itself. */
function allowSamePod({ sources, targets }: ResolvedQuestion, allowed: BitMatrix): void {
  const sourcesOf = groupBy(sources.keys(), (source) => [sources[source]?.identity]);
  targets.forEach(({ destination: { identity } }, target) => {
    if (identity === undefined) return;
    for (const source of sourcesOf.get(identity) ?? []) allowed.add(source, target);
  });
}

function rulesOf(policies: readonly CompiledPolicy[], direction: PolicyType): readonly CompiledRule[] {
  return policies.flatMap(({ rules }) => rules[direction] ?? []);
}

function memoized<T>(compute: (rule: CompiledRule) => T): (rule: CompiledRule) => T {
  const known = new Map<string, T>();
  return (rule) => {
    const value = known.get(rule.key) ?? compute(rule);
    known.set(rule.key, value);
    return value;
  };
}
