import { podRule } from '../rule.ts';
import { labelViolations } from '../selector.ts';

/**
 * The keys and values of a node selector are valid labels.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#nodeselector
 */
export const nodeSelector = podRule('node-selector', ({ spec, path }) =>
  labelViolations(spec.nodeSelector, `${path}.nodeSelector`),
);
