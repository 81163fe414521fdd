import type { CompiledRule } from './compiled-rule.ts';
import { type Matrix, matrixOf } from './matrix.ts';
import type { ClusterModel, Endpoint, Protocol, Service, Target } from './model.ts';
import type { PolicyType } from './policy.ts';
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
 * Reads the cluster's policies as Kubernetes, its network policy working group and Cilium document them. "For a connection
 * from a source pod to a destination pod to be allowed, both the egress policy on the source pod and the ingress policy on
 * the destination pod need to allow the connection." NetworkPolicies and Cilium's policies are additive, but what a rule of
 * Cilium's denies is denied; a pod that none of them isolates in a direction is open in it. ClusterNetworkPolicies are asked
 * before and after them, rule by rule.
 *
 * Where the documentation leaves it to the network plugin:
 * - A pod in its node's network (`hostNetwork`) is not isolated, and only `ipBlock` and Cilium's entities select it as a peer.
 * - `ipBlock` selects pods by their addresses where these are known; one of several addresses is enough.
 * - Policies judge the pod and port that a Service leads to, not the Service's address and port.
 * - That a node reaches its own pods is not considered: nodes are not endpoints here.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://docs.cilium.io/en/stable/security/policy/
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export function evaluator(cluster: ClusterModel): Evaluator {
  const resolve = endpointResolver(cluster);
  const index = policyIndex(cluster.policies);
  const follow = serviceFollower(cluster);
  const verdict: Evaluator['verdict'] = (from, to, port, protocol) => {
    const connection = { source: resolve(from), destination: resolve(to), port, protocol };
    const egress = judge('Egress', connection, index);
    const ingress = judge('Ingress', connection, index);
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
    matrix: (sources, targets) => matrixOf({ sources, targets, resolve, index }),
  };
}

interface Connection {
  readonly source: ResolvedEndpoint;
  readonly destination: ResolvedEndpoint;
  readonly port: number;
  readonly protocol: Protocol;
}

function judge(direction: PolicyType, connection: Connection, index: PolicyIndex): DirectionVerdict {
  const { source, destination, port, protocol } = connection;
  const [subject, peer] = direction === 'Egress' ? [source, destination] : [destination, source];
  if (source.identity !== undefined && source.identity === destination.identity) {
    return { allowed: true, reason: 'same-pod' };
  }
  const firstOf = (rules: readonly CompiledRule[]) =>
    rules.find((rule) => rule.matchesPort(port, protocol, destination) && rule.matchesPeer(peer));
  const { admin, denials, allowances, isolatedBy, baseline } = index(subject, direction);
  return (
    decided(firstOf(admin)) ??
    decided(firstOf(denials)) ??
    decided(firstOf(allowances)) ??
    (isolatedBy.length > 0 ? { allowed: false, reason: 'isolated', isolatedBy } : undefined) ??
    decided(firstOf(baseline)) ?? { allowed: true, reason: 'not-isolated' }
  );
}

/** What the first rule of a tier that matches decides; nothing if there is none, or it leaves it to the next tier. */
function decided(rule: CompiledRule | undefined): DirectionVerdict | undefined {
  if (rule === undefined || rule.action === 'Pass') return undefined;
  return { allowed: rule.action === 'Accept', reason: 'rule', rule: rule.name };
}
