import { type Fact, templateLabelsOf } from '@k8s-blocks/findings';
import { fieldsOf, labelsOf } from '@k8s-blocks/manifest';
import type { Pod } from '@k8s-blocks/reachability';
import { selectorOf } from './selector.ts';
import type { Workload } from './workload.ts';

/**
 * The pod of a workload as it is meant, with the labels that the workload selects; undefined where it has them. Most often a label of
 * the template is misspelt, and an API server refuses the workload.
 */
export function meantPodOf({ object, pod }: Workload): Pod | undefined {
  const { selector } = fieldsOf(object.fields.spec);
  const { matchLabels } = fieldsOf(selector);
  // The selector of a Service or of a ReplicationController is another; without labels nothing is known to be meant.
  if (Object.keys(labelsOf(matchLabels)).length === 0) return undefined;
  const selects = selectorOf(selector);
  const labels = { ...pod.labels, ...labelsOf(matchLabels) };
  return selects(pod.labels) || !selects(labels) ? undefined : { ...pod, labels };
}

/**
 * The fact that would leave nothing to find if the pods of a workload had the labels that they are meant to have.
 *
 * @param isRight whether there would be nothing to find with that pod.
 */
export function dueToLabels(workload: Workload, isRight: (pod: Pod) => boolean): Fact[] {
  const pod = meantPodOf(workload);
  return pod !== undefined && isRight(pod) ? [templateLabelsOf(workload.object.reference)] : [];
}
