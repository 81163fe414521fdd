import { fieldsOf, integerOf } from '@k8s-blocks/manifest';
import type { Service } from '@k8s-blocks/reachability';
import { formatList } from '@k8s-blocks/refusal';
import type { BuiltStack } from '../built-stack.ts';
import { placedAddresses } from '../destination.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { Workload } from '../workload.ts';

/**
 * Replicas of a StatefulSet that find one another by name can do so before they are ready, start together, and leave
 * none of them out; and the Service that names them is headless and selects them.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export const statefulSetPeers: StackRule = {
  name: 'stateful-set-peers',
  severity: 'error',
  *check(stack) {
    const addresses = placedAddresses(stack);
    for (const workload of stack.workloads.filter(({ object }) => object.kind === 'StatefulSet')) {
      const { serviceName } = fieldsOf(workload.object.fields.spec);
      const service = stack.service(workload.namespace, String(serviceName));
      if (service === undefined) continue;
      yield* namingViolations(stack, service);
      const named = addresses.filter(
        ({ users, destination }) =>
          users.includes(workload) && destination.to === 'pod' && destination.pod === workload.pod,
      );
      if (named.length > 0)
        yield* peerViolations(stack, workload, service, new Set(named.map(({ address }) => address.host)));
    }
  },
};

function* namingViolations({ find }: BuiltStack, service: Service): Generator<StackViolation> {
  const object = find('v1 Service', service.namespace, service.name);
  if (object === undefined || service.headless) return;
  yield {
    object,
    field: 'spec.clusterIP',
    problem: 'It is the serviceName of a StatefulSet, and is not headless.',
    why: 'The pods have no names of their own in DNS.',
    remedy: 'Set it to "None".',
  };
}

function* peerViolations(
  { find }: BuiltStack,
  { object, replicas = 1 }: Workload,
  service: Service,
  hosts: ReadonlySet<string>,
): Generator<StackViolation> {
  const { podManagementPolicy, ordinals } = fieldsOf(object.fields.spec);
  const start = integerOf(fieldsOf(ordinals).start) ?? 0;
  const names = Array.from({ length: Math.min(replicas, 1000) }, (_, index) => `${object.name}-${start + index}`);
  const unnamed = names.filter((name) => ![...hosts].some((host) => host.startsWith(`${name}.`)));
  if (unnamed.length > 0) {
    const problem = `Its pods name some of their peers, but not ${formatList(unnamed)}.`;
    const why = 'The others do not find that one.';
    yield { object, field: 'spec.replicas', problem, why, remedy: 'Name as many pods as there are replicas.' };
  }
  if (replicas > 1 && podManagementPolicy !== 'Parallel') {
    const problem = 'Its pods name one another, and start one after the other.';
    const why = 'A pod that waits for the others before it is ready waits for ever.';
    yield { object, field: 'spec.podManagementPolicy', problem, why, remedy: 'Set "Parallel".', severity: 'warning' };
  }
  const naming = find('v1 Service', service.namespace, service.name);
  if (naming === undefined || fieldsOf(naming.fields.spec).publishNotReadyAddresses === true) return;
  yield {
    object: naming,
    field: 'spec.publishNotReadyAddresses',
    problem: 'It names pods that need one another’s names before they are ready.',
    why: 'A pod that is not ready has no name in DNS, so that none becomes ready.',
    remedy: 'Set it to true.',
    severity: 'warning',
  };
}
