import { uniquenessOf } from '@k8s-blocks/findings';
import { fieldsOf, isSameObject } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import type { StackRule } from '../rule.ts';
import { selectorOf } from '../selector.ts';

const CONTROLLERS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet']);

/**
 * No controller selects the pods of another: "If multiple controllers have overlapping selectors, the controllers will
 * fight with each other and won't behave correctly."
 *
 * Why: the controllers adopt and delete one another’s pods.
 *
 * @example
 * apiVersion: apps/v1
 * kind: Deployment
 * spec:
 *   selector: { matchLabels: { tier: backend } } # two Deployments have pods with this label
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export const overlappingWorkloads: StackRule = {
  name: 'overlapping-workloads',
  severity: 'error',
  *check({ workloads, workloadsIn }) {
    for (const { object, namespace } of workloads) {
      if (!CONTROLLERS.has(object.kind)) continue;
      const matches = selectorOf(fieldsOf(object.fields.spec).selector);
      // One is enough to correct the selector: of a thousand alike each would select all others.
      const isItself = (each: BuiltObject) => isSameObject(each.reference, object.reference);
      const others = workloadsIn(namespace);
      const other =
        others.find((each) => !isItself(each.object) && matches(each.pod.labels)) ??
        others.find((each) => each.object !== object && matches(each.pod.labels));
      if (other === undefined) continue;
      yield {
        object,
        field: 'spec.selector',
        problem: `It also selects the pods of ${other.object.title}.`,
        why: 'The two controllers adopt and delete one another’s pods.',
        remedy: 'Select by a label that only its own pods have.',
        ...(isItself(other.object) ? { dueTo: [uniquenessOf(object.reference)] } : {}),
      };
    }
  },
};
