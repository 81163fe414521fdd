import type { ScrapedPort, ServiceEnvironment } from '@k8s-blocks/topology';
import { type PodMonitor, podMonitor } from './pod-monitor.ts';
import { type ServiceMonitor, serviceMonitor } from './service-monitor.ts';

/**
 * What has a Prometheus read the ports of the service that the map says it scrapes: a ServiceMonitor for those on Services, a
 * PodMonitor for the others. Both have the labels by which the Prometheus of the environment selects them.
 *
 * @see https://prometheus-operator.dev/docs/developer/getting-started/
 */
export function monitors(env: ServiceEnvironment): {
  readonly serviceMonitors: readonly ServiceMonitor[];
  readonly podMonitors: readonly PodMonitor[];
} {
  const ports = distinct(env.scraped());
  const labels = env.environment.monitoring?.labels ?? {};
  const ofServices = ports.filter(({ port }) => port.services.length > 0);
  const ofPods = ports.filter(({ port }) => port.services.length === 0);
  const serviceMonitors = ofServices.map(({ port, ...scrape }) => serviceMonitor(env, port, { ...scrape, labels }));
  const podMonitors = ofPods.map(({ port, ...scrape }) => podMonitor(env, port, { ...scrape, labels }));
  return {
    serviceMonitors: serviceMonitors.slice(0, 1).map((first) => ({
      ...first,
      spec: { ...first.spec, endpoints: serviceMonitors.flatMap(({ spec }) => spec.endpoints) },
    })),
    podMonitors: podMonitors.slice(0, 1).map((first) => ({
      ...first,
      spec: { ...first.spec, podMetricsEndpoints: podMonitors.flatMap(({ spec }) => spec.podMetricsEndpoints) },
    })),
  };
}

/** Two that scrape a port in the same way need one endpoint. */
function distinct(ports: readonly ScrapedPort[]): readonly ScrapedPort[] {
  return [...new Map(ports.map((each) => [JSON.stringify(each), each])).values()];
}
