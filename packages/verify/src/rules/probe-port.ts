import { type Fields, fieldsOf, isAbsent, listOf } from '@k8s-blocks/manifest';
import type { StackRule } from '../rule.ts';

/**
 * A probe asks a port that its container lists, by name or number. Without a map, a number that is not listed is a warning:
 * the list is but information, and a number works without it.
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
  *check({ workloads, connections }) {
    for (const { object, containers } of workloads) {
      for (const { fields, path } of containers) {
        const ports = listOf(fields.ports).map(fieldsOf);
        if (ports.length === 0) continue;
        for (const { field, port } of probedPorts(fields)) {
          if (ports.some(({ name, containerPort }) => port === name || port === containerPort)) continue;
          const isCertain = typeof port !== 'number' || connections !== undefined;
          yield {
            object,
            field: `${path}.${field}`,
            problem: `The container lists no port ${JSON.stringify(port)}.`,
            why: `The probe fails${isCertain ? '' : ', unless the container listens there all the same'}, and the container is restarted or never ready.`,
            remedy: 'Probe a port that the container lists, or list the port.',
            ...(isCertain ? {} : { severity: 'warning' as const }),
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
