import type { LocatedContainer } from '../pod.ts';
import { podRule } from '../rule.ts';
import type { Violations } from '../violation.ts';

const LONG_RUNNING_FIELDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/**
 * An init container that runs to its end has neither probes nor lifecycle handlers: only a sidecar, an init container
 * with `restartPolicy: Always`, has.
 *
 * @example
 * initContainers:
 *   - name: migrate
 *     image: example.com/migrate:1
 *     readinessProbe: { exec: { command: [check] } } # without restartPolicy: Always
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export const initContainers = podRule('init-containers', function* ({ containers }): Violations {
  for (const located of containers) if (located.list === 'initContainers') yield* initContainerViolations(located);
});

function* initContainerViolations({ container, path, longRunning }: LocatedContainer): Violations {
  if (longRunning) return;
  for (const field of LONG_RUNNING_FIELDS) {
    if (isAbsent(container[field])) continue;
    const problem = `An init container that runs to its end has no ${field}.`;
    const remedy = `Remove ${field}, or set restartPolicy: Always to make it a sidecar.`;
    yield { code: 'FieldValueForbidden', field: `${path}.${field}`, problem, remedy };
  }
}

/** The server drops a stop signal, unless a feature gate is open that is closed by default, and what holds only that. */
function isAbsent(value: object | undefined): boolean {
  const keys = Object.keys(value ?? {});
  return value === undefined || (keys.length === 1 && keys[0] === 'stopSignal');
}
