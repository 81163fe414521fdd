import { type LocatedContainer, type Pod, refusedOfPods } from '../pod.ts';
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
export const hostPorts = podRule('host-ports', function* (pod): Violations {
  const { spec, containers } = pod;
  const together = new Set<string>();
  for (const located of containers) {
    yield* takenViolations(pod, located, located.list === 'containers' ? together : new Set());
    if (spec.hostNetwork === true && located.list === 'containers') yield* unequalViolations(located);
  }
});

function* takenViolations(
  pod: Pod,
  { container, path }: LocatedContainer,
  taken: Set<string>,
): Generator<FieldViolation> {
  for (const [index, { hostPort = 0, hostIP = '', protocol, containerPort = 0 }] of (container.ports ?? []).entries()) {
    // On the network of the node, the port of the container is taken there. The server says so in pods, not in templates.
    const port = hostPort === 0 && pod.spec.hostNetwork === true ? containerPort : hostPort;
    if (port === 0) continue;
    const key = `${nonEmpty(protocol) ?? 'TCP'}/${hostIP}/${port}`;
    if (taken.has(key)) {
      const violation: FieldViolation = {
        code: 'FieldValueDuplicate',
        field: `${path}.ports[${index}].hostPort`,
        problem: `Host port ${port} is taken by another port of the pod.`,
        remedy: 'Use another host port, or a Service.',
      };
      yield hostPort === 0 ? refusedOfPods(pod, violation) : violation;
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
