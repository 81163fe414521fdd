import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass';
import { typeRule } from '../type-rule.ts';
import { quote, required } from '../violation.ts';

const MAX = 1_000_000_000;

/** The classes of Kubernetes itself, with their values. */
const SYSTEM = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);

/**
 * A PriorityClass is at most 1000000000, and its name does not begin with `system-`: what is above is for Kubernetes itself.
 *
 * @example
 * apiVersion: scheduling.k8s.io/v1
 * kind: PriorityClass
 * metadata: { name: system-payments } # payments
 * value: 2000000000
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass
 */
export const priorityClass = typeRule<IPriorityClass>(
  'priority-class',
  'scheduling/v1.PriorityClass',
  function* ({ metadata, value = 0, preemptionPolicy }) {
    if (preemptionPolicy === '') yield required('preemptionPolicy', 'Name a policy, or leave the field out.');
    const name = metadata?.name ?? '';
    if (SYSTEM.get(name) === value) return;
    if (name.startsWith('system-')) {
      const problem = `The name ${quote(name)} begins with "system-", which is for Kubernetes itself.`;
      yield { code: 'FieldValueForbidden', field: 'metadata.name', problem, remedy: 'Use another name.' };
    } else if (value > MAX) {
      const problem = `${value} is more than ${MAX}: what is above is for Kubernetes itself.`;
      yield { code: 'FieldValueForbidden', field: 'value', problem, remedy: `Use ${MAX} or less.` };
    }
  },
);
