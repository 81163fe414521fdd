import type { INodeSelector } from 'kubernetes-models/v1/NodeSelector';
import { termViolations } from '../node-selector.ts';
import { typeRule } from '../type-rule.ts';
import type { Violations } from '../violation.ts';

/**
 * The terms by which the nodes of a volume, or of a device, are selected have keys and values that are valid, and as many values as
 * their operators take.
 *
 * @example
 * nodeAffinity:
 *   required:
 *     nodeSelectorTerms:
 *       - matchExpressions: [{ key: zone, operator: In }] # no values
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity
 */
export const nodeSelectorTerms = typeRule<INodeSelector>(
  'node-selector-terms',
  'core/v1.NodeSelector',
  function* ({ nodeSelectorTerms: terms = [] }, { path }): Violations {
    for (const [index, term] of terms.entries()) {
      yield* termViolations(term, `${path}.nodeSelectorTerms[${index}]`, true);
    }
  },
);
