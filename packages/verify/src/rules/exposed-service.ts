import { fieldsOf, textOf } from '@k8s-blocks/manifest';
import { isOnPort } from '../connection.ts';
import { INTERNET, includes } from '../party.ts';
import type { StackRule } from '../rule.ts';

/**
 * A Service of type NodePort or LoadBalancer offers nothing but ports that a connection declares to be open to
 * anywhere.
 *
 * Why: traffic from outside may come from the address of a node, which policies let through.
 *
 * @example
 * apiVersion: v1
 * kind: Service
 * spec:
 *   type: LoadBalancer # no connection from anywhere is declared
 *   ports: [{ port: 80 }]
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 */
export const exposedService: StackRule = {
  name: 'exposed-service',
  severity: 'error',
  *check({ connections, evaluator, cluster, find }) {
    if (connections === undefined) return;
    for (const service of cluster.services) {
      const object = find('v1 Service', service.namespace, service.name);
      const type = textOf(fieldsOf(object?.fields.spec).type) ?? 'ClusterIP';
      if (object === undefined || (type !== 'NodePort' && type !== 'LoadBalancer')) continue;
      for (const [index, { port, protocol }] of service.ports.entries()) {
        const { endpoints } = evaluator.verdictToService(INTERNET, service, port, protocol);
        const isDeclared = endpoints.every(({ to, port: podPort }) =>
          connections.some(
            (each) => each.from === 'anywhere' && isOnPort(each, podPort, protocol) && includes(each.to, to),
          ),
        );
        if (isDeclared) continue;
        yield {
          object,
          field: `spec.ports[${index}]`,
          problem: `A ${type} opens port ${port}/${protocol} to outside, which no connection declares.`,
          why: 'Traffic from outside may come from the address of a node, which policies let through.',
          remedy: 'Set the type to "ClusterIP", or declare the connection from anywhere.',
        };
      }
    }
  },
};
