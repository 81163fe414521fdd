import type { Faults } from '../fault.ts';
import { handlerFaults } from '../handlers.ts';
import { podRule } from '../rule.ts';

const defaultGracePeriod = 30;

/**
 * What runs after a container's start or before its end is of one type, and a sleep fits into the grace period.
 * See https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/.
 */
export const lifecycleHandlers = podRule('lifecycle-handlers', function* ({ spec, containers }): Faults {
  const gracePeriod = spec.terminationGracePeriodSeconds ?? defaultGracePeriod;
  for (const { container, path, lasting } of containers) {
    if (!lasting) continue;
    const { postStart, preStop } = container.lifecycle ?? {};
    if (postStart !== undefined) yield* handlerFaults(postStart, `${path}.lifecycle.postStart`, gracePeriod);
    if (preStop !== undefined) yield* handlerFaults(preStop, `${path}.lifecycle.preStop`, gracePeriod);
  }
});
