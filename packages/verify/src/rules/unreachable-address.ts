import { type Fact, passageOf, targetOfPort } from '@k8s-blocks/findings';
import { explain } from '@k8s-blocks/reachability';
import type { BuiltStack } from '../built-stack.ts';
import { dueToTarget } from '../declared-target.ts';
import { configAddresses, type Destination } from '../destination.ts';
import { dueToLabels } from '../mislabelled-pods.ts';
import type { StackRule } from '../rule.ts';
import { selectorOf } from '../selector.ts';
import type { Workload } from '../workload.ts';

type Code = 'policy-denies' | 'no-endpoints';

interface Denial {
  readonly code: Code;
  readonly reason: string;
  /** What, if it did hold, would let the pods through. */
  readonly dueTo: readonly Fact[];
}

/**
 * The policies of both ends let a pod through to an address of the cluster that it is given.
 *
 * Why: its connections time out.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * data:
 *   API_URL: http://api.backend.svc # no policy of web allows egress to api
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const unreachableAddress: StackRule<Code> = {
  name: 'unreachable-address',
  severity: 'error',
  *check(stack) {
    for (const { object, field, address, destination, users } of configAddresses(stack)) {
      for (const user of users) {
        const denied = denial(stack, user, destination);
        if (denied === undefined) continue;
        yield {
          code: denied.code,
          object,
          field,
          problem: `${user.object.title} is given "${address.text}", and cannot reach it. ${denied.reason}`,
          why: 'Its connections time out.',
          remedy: 'Let the connection through at both ends, or correct the address.',
          dueTo: [
            ...denied.dueTo,
            ...dueToLabels(user, (pod) => denial(stack, { ...user, pod }, destination) === undefined),
          ],
        };
      }
    }
  },
};

/** Why the pods of a workload do not reach a destination; undefined if they do. */
function denial(stack: BuiltStack, { pod }: Workload, destination: Destination): Denial | undefined {
  const { connections, evaluator, workloadsIn } = stack;
  if (destination.to === 'nowhere' || destination.to === 'outside' || destination.port === undefined) return undefined;
  const { port } = destination;
  if (destination.to === 'service') {
    const { service, protocol } = destination;
    if (service.externalName !== undefined || service.selector === undefined) return undefined;
    const selects = selectorOf({ matchLabels: service.selector });
    // Pods that know their own Service need not call it: it may be what they tell others.
    if (connections === undefined && pod.namespace === service.namespace && selects(pod.labels)) return undefined;
    const { endpoints, problem } = evaluator.verdictToService(pod, service, port, protocol);
    const [denied, ...others] = endpoints.filter(({ allowed }) => !allowed);
    if (denied !== undefined) {
      const reason = explain(denied);
      const dueTo = others.length > 0 ? [] : [passageOf(reason), ...dueToTarget(stack, service, port, denied)];
      return { code: 'policy-denies', reason, dueTo };
    }
    // Of a Service that selects no pod at all, the rule `unmatched-selector` says whether others may make them.
    if (!workloadsIn(service.namespace).some((each) => selects(each.pod.labels))) return undefined;
    const reference = { group: '', kind: 'Service', namespace: service.namespace, name: service.name };
    const dueTo = [targetOfPort(reference, port)];
    return problem && { code: 'no-endpoints', reason: 'No pod that its Service selects has the port.', dueTo };
  }
  if (destination.to === 'pod') {
    const verdict = evaluator.verdict(pod, destination.pod, port, destination.protocol);
    if (verdict.allowed) return undefined;
    const reason = explain(verdict);
    return { code: 'policy-denies', reason, dueTo: [passageOf(reason)] };
  }
  return undefined;
}
