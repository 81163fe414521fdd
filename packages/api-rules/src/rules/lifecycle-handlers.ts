import { handlerViolations } from '../handlers.ts';
import { podRule } from '../rule.ts';
import type { Violations } from '../violation.ts';

const DEFAULT_GRACE_PERIOD = 30;

/**
 * A lifecycle handler has exactly one type, which is complete, and a sleep is no longer than the grace period of the
 * pod.
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
