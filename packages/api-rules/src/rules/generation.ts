import { ruleFor } from '../rule.ts';
import { atLeast } from '../violation.ts';

/**
 * The generation is not negative, where the server does not count it anew.
 * See https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/.
 */
export const generation = ruleFor(
  'generation',
  ['Namespace', 'ServiceAccount', 'ConfigMap', 'Secret', 'Service'],
  ({ metadata }) => atLeast('metadata.generation', metadata?.generation, 0),
);
