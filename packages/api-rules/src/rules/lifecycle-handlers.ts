import { handlerViolations } from '../handlers.ts';
import { podRule } from '../rule.ts';
import type { Violations } from '../violation.ts';

const defaultGracePeriod = 30;

/**
 * What runs after a container's start or before its end is of one type, and a sleep fits into the grace period.
 * See https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/.
 */
export const lifecycleHandlers = podRule('lifecycle-handlers', function* ({ spec, containers }): Violations {
  const gracePeriod = spec.terminationGracePeriodSeconds ?? defaultGracePeriod;
  for (const { container, path, lasting } of containers) {
    if (!lasting) continue;
    const { postStart, preStop } = container.lifecycle ?? {};
    if (postStart !== undefined) yield* handlerViolations(postStart, `${path}.lifecycle.postStart`, gracePeriod);
    if (preStop !== undefined) yield* handlerViolations(preStop, `${path}.lifecycle.preStop`, gracePeriod);
  }
});
