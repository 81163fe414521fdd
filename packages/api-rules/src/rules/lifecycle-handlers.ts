import { handlerViolations } from '../handlers.ts';
import { podRule } from '../rule.ts';
import type { Violations } from '../violation.ts';

const DEFAULT_GRACE_PERIOD = 30;

/**
 * What runs after a container's start or before its end is of one type, and a sleep fits into the grace period.
 *
 * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/
 */
export const lifecycleHandlers = podRule('lifecycle-handlers', function* ({ spec, containers }): Violations {
  const gracePeriod = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_PERIOD;
  for (const { container, path, longRunning } of containers) {
    if (!longRunning) continue;
    const { postStart, preStop } = container.lifecycle ?? {};
    if (postStart !== undefined) yield* handlerViolations(postStart, `${path}.lifecycle.postStart`, gracePeriod);
    if (preStop !== undefined) yield* handlerViolations(preStop, `${path}.lifecycle.preStop`, gracePeriod);
  }
});
