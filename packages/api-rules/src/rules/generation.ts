import { ruleFor } from '../rule.ts';
import { belowMinimum } from '../violation.ts';

/**
 * The generation is not negative, where the server does not count it anew.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
export const generation = ruleFor(
  'generation',
  ['Namespace', 'ServiceAccount', 'ConfigMap', 'Secret', 'Service'],
  ({ metadata }) => belowMinimum('metadata.generation', metadata?.generation, 0),
);
