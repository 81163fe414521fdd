import { type Fact, isolationOf } from '@k8s-blocks/findings';
import {
  type Endpoint,
  explain,
  offeredPorts,
  type Pod,
  type Policy,
  type Target,
  type Verdict,
} from '@k8s-blocks/reachability';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { type DeclaredConnection, isOnPort } from '../connection.ts';
import { includes, isDeclaredOnNode, UNLIKELY_PORT } from '../party.ts';
import type { SeparatedStacks, SeparationRule } from '../separation-rule.ts';

/**
 * No pod of one environment reaches a pod of another one in the same cluster, but on ports that are declared open to anywhere.
 * Pods that are declared to be in the network of their nodes are left to the rule `unisolated-workload`.
 *
 * Why: an error, or an attacker, in one environment gets into the other.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: NetworkPolicy
 * spec:
 *   ingress:
 *     - from:
 *         - namespaceSelector: {} # the namespaces of the other environment too
 *
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export const sharedTraffic: SeparationRule = {
  name: 'shared-traffic',
  isSymmetric: false,
  *check({ stack, other, otherName, evaluator }) {
    const pairs = new Set<string>();
    const callees = new Map<Endpoint, BuiltObject>(other.workloads.map((each) => [each.pod, each.object]));
    for (const { object, pod, target } of reachedTargets({ stack, other, otherName, evaluator })) {
      if ('ip' in target.to) continue;
      const pair = `${object.title} > ${target.to.namespace}/${target.to.name}`;
      if (pairs.has(pair)) continue;
      pairs.add(pair);
      const verdict = evaluator.verdict(pod, target.to, target.port, target.protocol);
      yield {
        object,
        problem: `It reaches a pod of "${otherName}": ${explain(verdict)}`,
        why: 'An error, or an attacker, in one environment gets into the other.',
        remedy: 'Let the policies of both name the namespaces of their own environment.',
        dueTo: isolationsOf(verdict, object, callees.get(target.to), otherName),
      };
    }
  },
};

/** The ends that no policy isolates: if either of them were, only rules of policies would let the one reach the other. */
function isolationsOf(
  { egress, ingress }: Verdict,
  caller: BuiltObject,
  callee: BuiltObject | undefined,
  otherName: string,
): Fact[] {
  return [
    ...(egress.reason === 'not-isolated' ? [isolationOf(caller.reference, 'Egress')] : []),
    ...(ingress.reason === 'not-isolated' && callee !== undefined
      ? [isolationOf(callee.reference, 'Ingress', otherName)]
      : []),
  ];
}

/** The targets of the other stack that workloads of a stack reach, and that are not open to anywhere. */
function* reachedTargets({ stack, other, evaluator }: SeparatedStacks) {
  const workloads = stack.workloads.filter(
    ({ object, pod }) => !isShared(object, other) && !isDeclaredOnNode(pod, stack.connections),
  );
  const open = other.connections?.filter(({ from }) => from === 'anywhere');
  const targets = targetsOf(other, [...stack.cluster.policies, ...other.cluster.policies]).filter(
    (target) => !isDeclared(target, open) && !isOnDeclaredNode(target, other),
  );
  const pods = workloads.map(({ pod }) => pod);
  for (const pair of evaluator.matrix(pods, targets).allowedPairs()) {
    const [workload, target] = [workloads[pair.source], targets[pair.target]];
    if (workload !== undefined && target !== undefined) yield { object: workload.object, pod: workload.pod, target };
  }
}

function isOnDeclaredNode({ to }: Target, { connections }: BuiltStack): boolean {
  return !('ip' in to) && isDeclaredOnNode(to, connections);
}

function isShared({ namespace }: BuiltObject, other: BuiltStack): boolean {
  return namespace !== undefined && other.workloadsIn(namespace).length > 0;
}

/** What the pods offer, the ports that any policy names, and one that none is likely to name. */
function targetsOf(stack: BuiltStack, policies: readonly Policy[]): Target[] {
  const rules = policies.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const named = rules.flatMap(({ ports }) =>
    ports.flatMap(({ port, protocol }) => (typeof port === 'number' ? [{ port, protocol }] : [])),
  );
  const tried = [...named, { port: UNLIKELY_PORT, protocol: 'TCP' as const }];
  const distinct = new Map(tried.map((each) => [`${each.port}/${each.protocol}`, each]));
  const pods: readonly Pod[] = stack.workloads.map(({ pod }) => pod);
  return [
    ...offeredPorts({ pods }),
    ...pods.flatMap((pod) => Array.from(distinct.values(), (each) => ({ to: pod, ...each }))),
  ];
}

function isDeclared({ to, port, protocol }: Target, connections: readonly DeclaredConnection[] = []): boolean {
  return connections.some((each) => isOnPort(each, port, protocol) && includes(each.to, to));
}
