import { type Fields, fieldsOf, isAbsent, listOf } from '@k8s-blocks/manifest';
import type { StackRule } from '../rule.ts';

/**
 * A probe asks a port that its container lists, by name or number.
 *
 * Why: the probe fails, and the container is restarted or never ready.
 *
 * @example
 * containers:
 *   - name: main
 *     ports: [{ name: http, containerPort: 8080 }]
 *     readinessProbe: { httpGet: { port: web } }
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
 */
export const probePort: StackRule = {
  name: 'probe-port',
  severity: 'error',
  *check({ workloads }) {
    for (const { object, containers } of workloads) {
      for (const { fields, path } of containers) {
        const ports = listOf(fields.ports).map(fieldsOf);
        if (ports.length === 0) continue;
        for (const { field, port } of probedPorts(fields)) {
          if (ports.some(({ name, containerPort }) => port === name || port === containerPort)) continue;
          yield {
            object,
            field: `${path}.${field}`,
            problem: `The container lists no port ${JSON.stringify(port)}.`,
            why: 'The probe fails, and the container is restarted or never ready.',
            remedy: 'Probe a port that the container lists, or list the port.',
          };
        }
      }
    }
  },
};

function probedPorts(container: Fields) {
  return ['startupProbe', 'livenessProbe', 'readinessProbe'].flatMap((probe) =>
    ['httpGet', 'tcpSocket', 'grpc'].flatMap((handler) => {
      const { port } = fieldsOf(fieldsOf(container[probe])[handler]);
      return isAbsent(port) ? [] : [{ field: `${probe}.${handler}.port`, port }];
    }),
  );
}
