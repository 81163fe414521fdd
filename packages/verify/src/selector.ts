import { fieldsOf, isFields, labelsOf, listOf, textOf } from '@k8s-blocks/manifest';
import { compileSelector, describeLabels, type LabelSelector, type Labels } from '@k8s-blocks/reachability';

/**
 * The question whether a selector selects labels. An empty selector selects everything, an absent one nothing.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selectorOf(value: unknown): (labels: Labels) => boolean {
  return isFields(value) ? compileSelector(readSelector(value)).matches : () => false;
}

function readSelector(value: unknown): LabelSelector {
  const { matchLabels, matchExpressions } = fieldsOf(value);
  return {
    matchLabels: labelsOf(matchLabels),
    matchExpressions: listOf(matchExpressions)
      .map(fieldsOf)
      .map(({ key, operator, values }) => ({
        key: textOf(key) ?? '',
        operator: textOf(operator) ?? '',
        values: listOf(values).filter((each) => typeof each === 'string'),
      })),
  };
}

/** Labels as a sentence names them: `app=web, tier=front`, or `no labels`. */
export function sayLabels(labels: Labels): string {
  return Object.keys(labels).length === 0 ? 'no labels' : describeLabels(labels);
}
