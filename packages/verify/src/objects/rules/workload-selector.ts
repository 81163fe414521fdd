import { type Faults, missing, quote } from '../fault.ts';
import { podOf } from '../pod.ts';
import { ruleFor } from '../rule.ts';
import { selectorFaults, selects } from '../selector.ts';

/**
 * A workload has a selector, which is right, picks something, and picks the workload's own pods.
 * See https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector.
 */
export const workloadSelector = ruleFor(
  'workload-selector',
  ['Deployment', 'StatefulSet'],
  function* (workload): Faults {
    const selector = workload.spec?.selector;
    if (selector === undefined) {
      yield missing('spec.selector', 'Select the labels of the template, as in matchLabels: { app: … }.');
      return;
    }
    const faults = [...selectorFaults(selector, 'spec.selector')];
    yield* faults;
    const labels = podOf(workload).metadata.labels ?? {};
    if (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0) {
      const problem = 'The selector is empty and would pick every pod.';
      yield { field: 'spec.selector', problem, remedy: 'Select the labels of the template.' };
    } else if (faults.length === 0 && !selects(selector, labels)) {
      const problem = `The selector does not pick the pods of the template, whose labels are ${quote(labels)}.`;
      yield {
        field: 'spec.template.metadata.labels',
        problem,
        remedy: 'Give the template the labels that are selected.',
      };
    }
  },
);
