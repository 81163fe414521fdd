import { ruleFor } from '../rule.ts';
import { belowMinimum } from '../violation.ts';

/**
 * `metadata.generation` is not negative, for kinds of which the server keeps it as given.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
export const generation = ruleFor(
  'generation',
  ['Namespace', 'ServiceAccount', 'ConfigMap', 'Secret', 'Service'],
  ({ metadata }) => belowMinimum('metadata.generation', metadata?.generation, 0),
);
