import { fieldsOf, integerOf, textOf } from '@k8s-blocks/manifest';
import type { Service } from '@k8s-blocks/reachability';
import { formatList } from '@k8s-blocks/refusal';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { type ConfigAddress, configAddresses } from '../destination.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import type { Workload } from '../workload.ts';

type Code = 'service-not-headless' | 'peer-not-named' | 'ordered-start' | 'unready-pods-not-published';

/**
 * Replicas of a StatefulSet that find one another by name can do so before they are ready, start in parallel, and name
 * every replica; and the Service of the StatefulSet is headless. The first pod alone may be named, and any of them as seeds, by
 * which the pods find the others (`CASSANDRA_SEEDS`, `--join`).
 *
 * Why: a pod that waits for a name or for a peer that is not there waits for ever.
 *
 * @example
 * apiVersion: v1
 * kind: Service
 * metadata: { name: ledgers } # the serviceName of a StatefulSet
 * spec:
 *   clusterIP: None # but no publishNotReadyAddresses: true
 *   selector: { app: ledger }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export const statefulSetPeers: StackRule<Code> = {
  name: 'stateful-set-peers',
  severity: 'error',
  *check(stack) {
    const addresses = configAddresses(stack);
    for (const workload of stack.workloads.filter(({ object }) => object.kind === 'StatefulSet')) {
      const { serviceName } = fieldsOf(workload.object.fields.spec);
      const service = stack.service(workload.namespace, textOf(serviceName) ?? '');
      if (service === undefined) continue;
      yield* namingViolations(stack, service);
      const named = addresses.filter(
        ({ users, destination }) =>
          users.includes(workload) && destination.to === 'pod' && destination.pod === workload.pod,
      );
      if (named.length > 0 && !areSeeds(named, workload))
        yield* peerViolations(stack, workload, service, new Set(named.map(({ address }) => address.host)));
    }
  },
};

/** A setting of this name has the peers that a pod asks first for the others. */
const SEEDS = /seed|bootstrap|join|discover|contact|gossip/i;

/** Whether all names are of seeds: by the setting, by the argument that they are a value of, or since they are the first pod's alone. */
function areSeeds(named: readonly ConfigAddress[], { object }: Workload): boolean {
  const first = `${object.name}-${firstOrdinal(object)}.`;
  return named.every(({ address, key, text }) => {
    return address.host.startsWith(first) || SEEDS.test(key ?? text.slice(0, Math.max(text.indexOf('='), 0)));
  });
}

function firstOrdinal({ fields }: BuiltObject): number {
  return integerOf(fieldsOf(fieldsOf(fields.spec).ordinals).start) ?? 0;
}

function* namingViolations({ connections, find }: BuiltStack, service: Service): Generator<StackViolation<Code>> {
  const object = find('v1 Service', service.namespace, service.name);
  if (object === undefined || service.headless) return;
  yield {
    code: 'service-not-headless',
    object,
    field: 'spec.clusterIP',
    problem: 'It is the serviceName of a StatefulSet, and is not headless.',
    why: 'The pods have no names of their own in DNS.',
    remedy: 'Set it to "None".',
    // Nothing may ask for those names: without a map it is not known.
    ...(connections === undefined ? { severity: 'warning' as const } : {}),
  };
}

function* peerViolations(
  { find }: BuiltStack,
  { object, replicas = 1 }: Workload,
  service: Service,
  hosts: ReadonlySet<string>,
): Generator<StackViolation<Code>> {
  const { podManagementPolicy } = fieldsOf(object.fields.spec);
  const start = firstOrdinal(object);
  const names = Array.from({ length: Math.min(replicas, 1000) }, (_, index) => `${object.name}-${start + index}`);
  const unnamed = names.filter((name) => ![...hosts].some((host) => host.startsWith(`${name}.`)));
  if (unnamed.length > 0) {
    const problem = `Its pods name some of their peers, but not ${formatList(unnamed)}.`;
    const why = 'The others do not connect to it.';
    yield {
      code: 'peer-not-named',
      object,
      field: 'spec.replicas',
      problem,
      why,
      remedy: 'Name as many pods as there are replicas.',
    };
  }
  if (replicas > 1 && podManagementPolicy !== 'Parallel') {
    const problem = 'Its pods name one another, and start one after the other.';
    const why = 'A pod that waits for the others before it is ready waits for ever.';
    yield {
      code: 'ordered-start',
      object,
      field: 'spec.podManagementPolicy',
      problem,
      why,
      remedy: 'Set "Parallel".',
      severity: 'warning',
    };
  }
  const naming = find('v1 Service', service.namespace, service.name);
  if (naming === undefined || fieldsOf(naming.fields.spec).publishNotReadyAddresses === true) return;
  yield {
    code: 'unready-pods-not-published',
    object: naming,
    field: 'spec.publishNotReadyAddresses',
    problem: 'It names pods that need one another’s names before they are ready.',
    why: 'A pod that is not ready has no name in DNS, so that none becomes ready.',
    remedy: 'Set it to true.',
    severity: 'warning',
  };
}
