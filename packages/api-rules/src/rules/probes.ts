import { handlerViolations } from '../handlers.ts';
import type { Container, LocatedContainer } from '../pod.ts';
import { podRule } from '../rule.ts';
import { belowMinimum, type Violations } from '../violation.ts';

type ProbeName = 'livenessProbe' | 'readinessProbe' | 'startupProbe';
type Probe = NonNullable<Container[ProbeName]>;

const NAMES: readonly ProbeName[] = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const NUMBERS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

/**
 * A probe has exactly one handler, its numbers are not negative, and the success threshold of a liveness or startup
 * probe is 1.
 *
 * @example
 * livenessProbe:
 *   tcpSocket: { port: 80 }
 *   successThreshold: 2 # one success is enough
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
 */
export const probes = podRule('probes', function* ({ containers }): Violations {
  for (const located of containers) if (located.longRunning) yield* containerViolations(located);
});

function* containerViolations({ container, path }: LocatedContainer): Violations {
  for (const name of NAMES) {
    const probe = container[name];
    if (probe !== undefined) yield* probeViolations(name, probe, `${path}.${name}`);
  }
}

function* probeViolations(name: ProbeName, probe: Probe, path: string): Violations {
  const { successThreshold = 0, terminationGracePeriodSeconds: grace } = probe;
  yield* handlerViolations(probe, path, 0);
  for (const number of NUMBERS) yield* belowMinimum(`${path}.${number}`, probe[number], 0);
  if (name === 'readinessProbe' && grace !== undefined) {
    const problem = `A failed readinessProbe ends no container, so that ${grace} seconds to end it mean nothing.`;
    yield { field: `${path}.terminationGracePeriodSeconds`, problem, remedy: 'Remove it.' };
  } else yield* belowMinimum(`${path}.terminationGracePeriodSeconds`, grace, 1);
  if (name !== 'readinessProbe' && successThreshold > 1) {
    const problem = `${successThreshold} is too many: one success settles a ${name}.`;
    yield { field: `${path}.successThreshold`, problem, remedy: 'Write 1, or leave it out.' };
  }
}
