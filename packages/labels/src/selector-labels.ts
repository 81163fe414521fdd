import { type RecommendedLabels, recommendedLabels } from './recommended-labels.ts';

/** The recommended labels that never change while a workload exists. */
export type SelectorLabels = Pick<RecommendedLabels, 'name' | 'instance' | 'component'>;

/**
 * The labels that select an application's pods: the stable ones of {@link recommendedLabels}. The selector of a Deployment
 * or StatefulSet is immutable, so labels that may change with a release (version, managed-by, part-of) are left out, even
 * if they are given.
 *
 * @throws Refusal if a value is empty or is not a valid label value.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
 */
export function selectorLabels({ name, instance, component }: SelectorLabels): Record<string, string> {
  return recommendedLabels({ name, instance, component });
}
