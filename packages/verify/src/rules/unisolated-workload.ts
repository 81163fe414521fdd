import { isolationOf } from '@k8s-blocks/findings';
import { type Pod, type Policy, type PolicyType, subjectTest } from '@k8s-blocks/reachability';
import type { BuiltStack } from '../built-stack.ts';
import { dueToLabels } from '../mislabelled-pods.ts';
import { INTERNET, isDeclaredOnNode, OTHER_POD, UNLIKELY_PORT } from '../party.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { Workload } from '../workload.ts';

type Code = 'host-network' | 'not-isolated';

/**
 * Policies isolate each workload in both directions: "By default, a pod is non-isolated for egress; all outbound
 * connections are allowed", and likewise for ingress. It is a warning if no connections are declared. Pods in the network of
 * their nodes are isolated by none; where that is declared, it is a notice.
 *
 * Why: every pod of the cluster reaches all of its ports, and it reaches everything.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: NetworkPolicy
 * spec:
 *   podSelector: { matchLabels: { app: web } }
 *   policyTypes: [Ingress] # its egress is open
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export const unisolatedWorkload: StackRule<Code> = {
  name: 'unisolated-workload',
  severity: 'error',
  *check(stack) {
    const severity = stack.connections === undefined ? 'warning' : 'error';
    const isFor = subjectTest(stack.cluster);
    for (const workload of stack.workloads) {
      const { object } = workload;
      if (workload.pod.hostNetwork === true) {
        yield onNodes(workload, stack);
        continue;
      }
      const open = (['Ingress', 'Egress'] as const).filter(
        (direction) => !isIsolated(stack, workload, direction, isFor),
      );
      if (open.length === 0) continue;
      yield {
        code: 'not-isolated',
        object,
        problem: `No NetworkPolicy isolates its pods for ${open.join(' and ').toLowerCase()}.`,
        why: open.map((direction) => CONSEQUENCES[direction]).join(' '),
        remedy: `Select them by a NetworkPolicy with policyTypes ${open.join(' and ')}.`,
        severity,
        breaks: open.map((direction) => isolationOf(object.reference, direction)),
        dueTo: dueToLabels(workload, (pod) =>
          open.every((direction) => isIsolated(stack, { ...workload, pod }, direction, isFor)),
        ),
      };
    }
  },
};

/** Pods in the network of their nodes. Those whom they call see the addresses of nodes, not their labels. */
function onNodes({ object, specPath, pod }: Workload, { connections }: BuiltStack): StackViolation<Code> {
  const violation = {
    code: 'host-network' as const,
    object,
    field: `${specPath}.hostNetwork`,
    problem: 'Its pods are in the network of their nodes.',
    why: 'No NetworkPolicy isolates them there.',
  };
  if (connections === undefined) return { ...violation, remedy: 'Remove hostNetwork.', severity: 'warning' };
  return isDeclaredOnNode(pod, connections)
    ? { ...violation, remedy: 'Keep it for agents of nodes alone.', severity: 'notice' }
    : { ...violation, remedy: 'Remove hostNetwork, or declare it, so that those whom they call let in the nodes.' };
}

const CONSEQUENCES: Readonly<Record<PolicyType, string>> = {
  Ingress: 'Every pod of the cluster reaches all of their ports.',
  Egress: 'They reach everything in the cluster and outside.',
};

/** Whether a policy isolates the pods of a workload in a direction, or ClusterNetworkPolicies deny what nothing allows. */
function isIsolated(
  { cluster, evaluator }: BuiltStack,
  { pod }: Workload,
  direction: PolicyType,
  isFor: (policy: Policy, pod: Pod) => boolean,
): boolean {
  if (cluster.policies.some((policy) => policy.policyTypes.includes(direction) && isFor(policy, pod))) return true;
  return [INTERNET, OTHER_POD].every((other) => {
    const [from, to] = direction === 'Ingress' ? [other, pod] : [pod, other];
    const { ingress, egress } = evaluator.verdict(from, to, UNLIKELY_PORT, 'TCP');
    return (direction === 'Ingress' ? ingress : egress).reason !== 'not-isolated';
  });
}
