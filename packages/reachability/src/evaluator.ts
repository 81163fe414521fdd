import { type Matrix, matrixOf } from './matrix.ts';
import type { Cluster, Endpoint, PolicyType, Protocol, Service, Target } from './model.ts';
import { type PolicyIndex, policyIndex } from './policy-index.ts';
import { endpointResolver, type ResolvedEndpoint } from './resolved-endpoint.ts';
import { serviceFollower } from './service-endpoints.ts';
import type { DirectionVerdict, ServiceVerdict, Verdict } from './verdict.ts';

/** Answers who reaches whom in one cluster. */
export interface Evaluator {
  /** Whether `from` reaches the port of `to` itself, and why. */
  readonly verdict: (from: Endpoint, to: Endpoint, port: number, protocol: Protocol) => Verdict;
  /** Whether `from` reaches the pods behind a Service's port, and why. */
  readonly verdictToService: (
    from: Endpoint,
    service: Pick<Service, 'namespace' | 'name'>,
    port: number,
    protocol: Protocol,
  ) => ServiceVerdict;
  /** All sources against all targets at once: the same answers as {@link verdict} gives, without the reasons. */
  readonly matrix: (sources: readonly Endpoint[], targets: readonly Target[]) => Matrix;
}

/**
 * Reads the cluster's NetworkPolicies as Kubernetes documents them. "For a connection from a source pod to a
 * destination pod to be allowed, both the egress policy on the source pod and the ingress policy on the destination pod
 * need to allow the connection." Policies are additive; a pod that no policy isolates in a direction is open in it.
 *
 * Where the documentation leaves it to the network plugin:
 * - A pod in its node's network (`hostNetwork`) is not isolated, and only `ipBlock` selects it as a peer.
 * - `ipBlock` selects pods by their addresses where these are known; one of several addresses is enough.
 * - Policies judge the pod and port that a Service leads to, not the Service's address and port.
 * - That a node reaches its own pods is not considered: nodes are not endpoints here.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function evaluator(cluster: Cluster): Evaluator {
  const resolve = endpointResolver(cluster);
  const isolating = policyIndex(cluster.policies);
  const follow = serviceFollower(cluster);
  const verdict: Evaluator['verdict'] = (from, to, port, protocol) => {
    const connection = { source: resolve(from), destination: resolve(to), port, protocol };
    const egress = judge('Egress', connection, isolating);
    const ingress = judge('Ingress', connection, isolating);
    return { from, to, port, protocol, allowed: egress.allowed && ingress.allowed, egress, ingress };
  };
  return {
    verdict,
    verdictToService(from, { namespace, name }, port, protocol) {
      const found = follow({ namespace, name }, port, protocol);
      const asked = { from, service: { namespace, name }, port, protocol };
      if (typeof found === 'string') return { ...asked, allowed: false, endpoints: [], problem: found };
      const endpoints = found.map((endpoint) => verdict(from, endpoint.pod, endpoint.port, protocol));
      return { ...asked, allowed: endpoints.every(({ allowed }) => allowed), endpoints };
    },
    matrix: (sources, targets) => matrixOf({ sources, targets, resolve, isolating }),
  };
}

interface Connection {
  readonly source: ResolvedEndpoint;
  readonly destination: ResolvedEndpoint;
  readonly port: number;
  readonly protocol: Protocol;
}

function judge(direction: PolicyType, connection: Connection, isolating: PolicyIndex): DirectionVerdict {
  const { source, destination, port, protocol } = connection;
  const [subject, peer] = direction === 'Egress' ? [source, destination] : [destination, source];
  if (source.identity !== undefined && source.identity === destination.identity) {
    return { allowed: true, reason: 'same-pod' };
  }
  const policies = isolating(subject, direction);
  if (policies.length === 0) return { allowed: true, reason: 'not-isolated' };
  for (const { name, rules } of policies) {
    const index = (rules[direction] ?? []).findIndex(
      (rule) => rule.matchesPort(port, protocol, destination) && rule.matchesPeer(peer),
    );
    if (index >= 0) return { allowed: true, reason: 'rule', rule: { ...name, index } };
  }
  return { allowed: false, reason: 'isolated', isolatedBy: policies.map(({ name }) => name) };
}
