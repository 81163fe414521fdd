import { describeLabels, type Labels, labelSelectorOf, selects } from '@k8s-blocks/reachability';

/**
 * The question whether the selector in a field of a manifest selects labels. An empty selector selects everything, an
 * absent one nothing.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selectorOf(value: unknown): (labels: Labels) => boolean {
  const selector = labelSelectorOf(value);
  return selector === undefined ? () => false : (labels) => selects(selector, labels);
}

/** Labels as a sentence names them: `app=web, tier=front`, or `no labels`. */
export function formatLabels(labels: Labels): string {
  return Object.keys(labels).length === 0 ? 'no labels' : describeLabels(labels);
}
