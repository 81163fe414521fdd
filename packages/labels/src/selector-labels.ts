import { type RecommendedLabels, recommendedLabels } from './recommended-labels.ts';

/** The parts of the recommended labels that never change while a workload lives. */
export type SelectorLabels = Pick<RecommendedLabels, 'name' | 'instance' | 'component'>;

/**
 * The labels that select an application's pods: the stable subset of {@link recommendedLabels}, only those whose part
 * is given. The selector of a Deployment or StatefulSet is immutable, so whatever may change with a release (version,
 * managed-by, part-of) is never in it, also not if it is handed in.
 *
 * @throws Refusal if a part is empty or is no label value.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
 */
export function selectorLabels({ name, instance, component }: SelectorLabels): Record<string, string> {
  return recommendedLabels({ name, instance, component });
}
