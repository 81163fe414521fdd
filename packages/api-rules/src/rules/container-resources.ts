import { resourceViolations } from '../resources.ts';
import { podRule } from '../rule.ts';
import type { Violations } from '../violation.ts';

/**
 * The requests and limits of a container name resources that exist, in valid amounts, and no request is more than its
 * limit.
 *
 * @example
 * resources:
 *   requests: { memory: 2Gi }
 *   limits: { memory: 1Gi } # less than is requested
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const containerResources = podRule('container-resources', function* ({ containers }): Violations {
  for (const { container, path } of containers) {
    if (container.resources !== undefined)
      yield* resourceViolations(container.resources, `${path}.resources`, 'container');
  }
});
