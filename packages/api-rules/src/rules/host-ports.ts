import type { LocatedContainer, Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { type FieldViolation, nonEmpty, type Violations } from '../violation.ts';

/**
 * A host port is used once by the containers of a pod that run together, and is the container port if the pod has
 * `hostNetwork`.
 *
 * @example
 * ports:
 *   - { containerPort: 80, hostPort: 80 }
 *   - { containerPort: 81, hostPort: 80 } # taken
 *
 * @see https://kubernetes.io/docs/concepts/configuration/overview/#services
 */
export const hostPorts = podRule('host-ports', function* ({ spec, containers }): Violations {
  const together = new Set<string>();
  for (const located of containers) {
    yield* takenViolations(located, located.list === 'containers' ? together : new Set());
    if (spec.hostNetwork === true && located.list === 'containers') yield* unequalViolations(located);
  }
});

function* takenViolations({ container, path }: LocatedContainer, taken: Set<string>): Generator<FieldViolation> {
  for (const [index, { hostPort = 0, hostIP = '', protocol }] of (container.ports ?? []).entries()) {
    if (hostPort === 0) continue;
    const key = `${nonEmpty(protocol) ?? 'TCP'}/${hostIP}/${hostPort}`;
    if (taken.has(key)) {
      const problem = `Host port ${hostPort} is taken by another port of the pod.`;
      yield {
        code: 'FieldValueDuplicate',
        field: `${path}.ports[${index}].hostPort`,
        problem,
        remedy: 'Use another host port, or a Service.',
      };
    }
    taken.add(key);
  }
}

function* unequalViolations({ container, path }: Pod['containers'][number]): Generator<FieldViolation> {
  for (const [index, { hostPort = 0, containerPort = 0 }] of (container.ports ?? []).entries()) {
    if (hostPort === 0 || hostPort === containerPort) continue;
    const problem = `With hostNetwork, host port ${hostPort} must be container port ${containerPort}.`;
    yield { field: `${path}.ports[${index}].hostPort`, problem, remedy: 'Remove hostPort, or make it the same.' };
  }
}
