import { explain } from '@k8s-blocks/reachability';
import type { BuiltStack } from '../built-stack.ts';
import { type Destination, placedAddresses } from '../destination.ts';
import type { StackRule } from '../rule.ts';
import type { Workload } from '../workload.ts';

/** A pod that is given an address of the cluster is let through to it by its own policies and those of the other end. */
export const unreachableAddress: StackRule = {
  name: 'unreachable-address',
  severity: 'error',
  *check(stack) {
    for (const { object, field, address, destination, users } of placedAddresses(stack)) {
      for (const user of users) {
        const reason = denial(stack, user, destination);
        if (reason === undefined) continue;
        yield {
          object,
          field,
          problem: `${user.object.title} is given "${address.text}", and cannot reach it. ${reason}`,
          why: 'Its connections time out.',
          remedy: 'Let the connection through at both ends, or correct the address.',
        };
      }
    }
  },
};

/** Why the pods of a workload do not get there; nothing if they do. */
function denial({ evaluator }: BuiltStack, { pod }: Workload, destination: Destination): string | undefined {
  if (destination.to === 'nowhere' || destination.to === 'outside' || destination.port === undefined) return undefined;
  const { port } = destination;
  if (destination.to === 'service') {
    const { service, protocol } = destination;
    if (service.externalName !== undefined || service.selector === undefined) return undefined;
    const { endpoints, problem } = evaluator.verdictToService(pod, service, port, protocol);
    const denied = endpoints.find(({ allowed }) => !allowed);
    if (denied !== undefined) return explain(denied);
    return problem === undefined ? undefined : 'No pod that its Service selects has the port.';
  }
  if (destination.to === 'pod') {
    const verdict = evaluator.verdict(pod, destination.pod, port, destination.protocol);
    return verdict.allowed ? undefined : explain(verdict);
  }
  return undefined;
}
