import { resourceViolations } from '../resources.ts';
import { podRule } from '../rule.ts';
import type { Violations } from '../violation.ts';

/**
 * A container asks for resources that exist, in amounts that make sense, and for no more than its limits.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export const containerResources = podRule('container-resources', function* ({ containers }): Violations {
  for (const { container, path } of containers) {
    if (container.resources !== undefined)
      yield* resourceViolations(container.resources, `${path}.resources`, 'container');
  }
});
