import { listingOf, targetOfPort } from '@k8s-blocks/findings';
import { shortName } from '@k8s-blocks/manifest';
import type { Pod, ServicePort } from '@k8s-blocks/reachability';
import { formatList } from '@k8s-blocks/refusal';
import type { StackRule } from '../rule.ts';
import { selectorOf } from '../selector.ts';

/**
 * A port of a Service leads to one that a container of each selected pod lists, by its name or number. Without a map, a number that
 * is not listed is a warning, and none where the pod lists no ports: the list is but information, and a number works without it.
 *
 * Why: connections to that port of the Service fail.
 *
 * @example
 * apiVersion: v1
 * kind: Service
 * spec:
 *   selector: { app: web }
 *   ports: [{ port: 80, targetPort: web }] # the pods list the port http
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
 */
export const serviceTargetPort: StackRule = {
  name: 'service-target-port',
  severity: 'error',
  *check({ cluster, connections, find, workloadsIn }) {
    for (const { namespace, name, selector, ports } of cluster.services) {
      const object = find('v1 Service', namespace, name);
      if (object === undefined || selector === undefined) continue;
      const selects = selectorOf({ matchLabels: selector });
      const selected = workloadsIn(namespace).filter(({ pod }) => selects(pod.labels));
      for (const [index, port] of ports.entries()) {
        // The first of several that lack it is enough to correct the port.
        const [workload, ...others] = selected.filter(({ pod }) => !offers(pod, port));
        if (workload === undefined) continue;
        const { targetPort, protocol } = port;
        const isCertain = typeof targetPort !== 'number' || connections !== undefined;
        if (!isCertain && workload.pod.ports.length === 0) continue;
        const isListed = others.length === 0 && typeof targetPort === 'number';
        yield {
          object,
          field: `spec.ports[${index}].targetPort`,
          problem: `No container of ${workload.object.title} has the port ${shortName(`${port.targetPort}`)}/${port.protocol}.`,
          why: `Connections to port ${port.port} of the Service fail${isCertain ? '' : ', unless a container listens there all the same'}.`,
          remedy: `Use one of ${formatPorts(workload.pod)}.`,
          breaks: [targetOfPort(object.reference, port.port)],
          ...(isListed ? { dueTo: [listingOf(workload.object.reference, targetPort, protocol)] } : {}),
          ...(isCertain ? {} : { severity: 'warning' as const }),
        };
      }
    }
  },
};

function offers(pod: Pod, { targetPort, protocol }: ServicePort): boolean {
  return pod.ports.some((each) => each.protocol === protocol && (each.name === targetPort || each.port === targetPort));
}

function formatPorts({ ports }: Pod): string {
  if (ports.length === 0) return 'the ports that it listens on, and list them on the container';
  return formatList(
    ports,
    ({ name, port, protocol }) => `${port}/${protocol}${name === undefined ? '' : ` (${shortName(name)})`}`,
  );
}
