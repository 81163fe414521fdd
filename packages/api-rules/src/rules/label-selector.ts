import type { LabelSelector } from '../kinds.ts';
import { selectorViolations } from '../selector.ts';
import { typeRule } from '../type-rule.ts';

/**
 * A label selector has keys, values and operators that are valid: `In` and `NotIn` with values, `Exists` and `DoesNotExist` without.
 *
 * @example
 * spec:
 *   selector:
 *     matchExpressions: [{ key: tier, operator: In }] # no values
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export const labelSelector = typeRule<LabelSelector>(
  'label-selector',
  'meta/v1.LabelSelector',
  // The server hands the selectors of metrics on to those who serve them.
  (selector, { path, object }) => (object.kind === 'HorizontalPodAutoscaler' ? [] : selectorViolations(selector, path)),
);
