import type { Kinds, LabelSelector } from '../kinds.ts';
import { type Pod, podOf } from '../pod.ts';
import { ruleFor } from '../rule.ts';
import { selectorViolations, selects } from '../selector.ts';
import { type FieldViolation, quote, required, type Violations } from '../violation.ts';

/**
 * A workload has a valid selector that is not empty and selects the pods of its template.
 *
 * @example
 * spec:
 *   selector: { matchLabels: { app: web } }
 *   template:
 *     metadata: { labels: { app: api } }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector
 */
export const workloadSelector = [
  ...(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'] as const).map((kind) =>
    ruleFor('workload-selector', kind, (workload) =>
      workloadSelectorViolations(workload.spec?.selector, podOf(workload, kind)),
    ),
  ),
  ruleFor('workload-selector', 'ReplicationController', controllerSelectorViolations),
];

function* workloadSelectorViolations(selector: LabelSelector | undefined, pod: Pod): Violations {
  if (selector === undefined) {
    yield required('spec.selector', 'Select the labels of the template, as in matchLabels: { app: … }.');
    return;
  }
  const violations = [...selectorViolations(selector, 'spec.selector')];
  yield* violations;
  if (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0) {
    const problem = 'The selector is empty and would pick every pod.';
    yield { field: 'spec.selector', problem, remedy: 'Select the labels of the template.' };
  } else if (violations.length === 0 && !selects(selector, pod.metadata.labels ?? {})) yield notSelected(pod);
}

function notSelected({ metadata, metadataPath }: Pod): FieldViolation {
  return {
    field: `${metadataPath}.labels`,
    problem: `The selector does not pick the pods of the template, whose labels are ${quote(metadata.labels ?? {})}.`,
    remedy: 'Give the template the labels that are selected.',
  };
}

/** The selector of a ReplicationController is a map of labels; where it is empty, the server takes the labels of the template. */
function* controllerSelectorViolations(controller: Kinds['ReplicationController']): Violations {
  const pod = podOf(controller, 'ReplicationController');
  const { selector = {} } = controller.spec ?? {};
  const labels = pod.metadata.labels ?? {};
  if (Object.keys(selector).length === 0) {
    if (Object.keys(labels).length === 0) yield required('spec.selector', 'Label the pods of the template.');
  } else if (!selects({ matchLabels: selector }, labels)) yield notSelected(pod);
}
