import { podOf } from '../pod.ts';
import { ruleFor } from '../rule.ts';
import { selectorViolations, selects } from '../selector.ts';
import { quote, required, type Violations } from '../violation.ts';

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
export const workloadSelector = ruleFor(
  'workload-selector',
  ['Deployment', 'StatefulSet'],
  function* (workload): Violations {
    const selector = workload.spec?.selector;
    if (selector === undefined) {
      yield required('spec.selector', 'Select the labels of the template, as in matchLabels: { app: … }.');
      return;
    }
    const violations = [...selectorViolations(selector, 'spec.selector')];
    yield* violations;
    const labels = podOf(workload).metadata.labels ?? {};
    if (Object.keys(selector.matchLabels ?? {}).length === 0 && (selector.matchExpressions ?? []).length === 0) {
      const problem = 'The selector is empty and would pick every pod.';
      yield { field: 'spec.selector', problem, remedy: 'Select the labels of the template.' };
    } else if (violations.length === 0 && !selects(selector, labels)) {
      const problem = `The selector does not pick the pods of the template, whose labels are ${quote(labels)}.`;
      yield {
        field: 'spec.template.metadata.labels',
        problem,
        remedy: 'Give the template the labels that are selected.',
      };
    }
  },
);
