import { groupBy } from '@k8s-blocks/manifest';
import { compileSelector } from './label-selector.ts';
import type { ClusterModel, Pod, Protocol, Service, ServicePort } from './model.ts';
import type { ServiceProblem } from './verdict.ts';

/** A pod behind a Service and the port on which it is asked. */
export interface ServiceEndpoint {
  readonly pod: Pod;
  readonly port: number;
}

/** The endpoints of a Service's port, or why there are none. */
export type ServiceEndpoints = readonly ServiceEndpoint[] | ServiceProblem;

/**
 * Follows Services to their pods, all of which count as ready. A port leads to the target port, which, if it is a name,
 * each pod resolves by itself: pods without it are not endpoints of this port. A headless Service is but a DNS name for
 * its pods, so that the port asked for is the pods' own.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function serviceFollower(
  cluster: ClusterModel,
): (service: Pick<Service, 'namespace' | 'name'>, port: number, protocol: Protocol) => ServiceEndpoints {
  const services = new Map(cluster.services.map((service) => [keyOf(service), service]));
  const podsByNamespace = groupBy(cluster.pods, ({ namespace }) => [namespace]);
  const selected = new Map<Service, readonly Pod[]>();
  return (name, port, protocol) => {
    const service = services.get(keyOf(name));
    if (service === undefined) return 'no-service';
    if (service.externalName !== undefined) return 'external-name';
    if (service.selector === undefined) return 'no-selector';
    const { matches } = compileSelector({ matchLabels: service.selector });
    const pods =
      selected.get(service) ?? (podsByNamespace.get(service.namespace) ?? []).filter(({ labels }) => matches(labels));
    selected.set(service, pods);
    return endpointsOf(service, pods, port, protocol);
  };
}

function endpointsOf(service: Service, pods: readonly Pod[], port: number, protocol: Protocol): ServiceEndpoints {
  const servicePort = service.ports.find((each) => each.port === port && each.protocol === protocol);
  if (servicePort === undefined && !service.headless) return 'no-port';
  const endpoints = pods.flatMap((pod) => {
    const podPort = servicePort === undefined || service.headless ? port : targetPortOf(servicePort, pod);
    return podPort === undefined ? [] : [{ pod, port: podPort }];
  });
  return endpoints.length === 0 ? 'no-endpoints' : endpoints;
}

function targetPortOf({ targetPort, protocol }: ServicePort, pod: Pod): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  return pod.ports.find((port) => port.name === targetPort && port.protocol === protocol)?.port;
}

function keyOf({ namespace, name }: Pick<Service, 'namespace' | 'name'>): string {
  return `${namespace}/${name}`;
}
