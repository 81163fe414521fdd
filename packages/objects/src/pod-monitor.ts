import type { OfferedPort, ServiceEnvironment } from '@k8s-blocks/topology';
import type { CustomResource } from './custom-resource.ts';
import { identityLabels } from './identity-labels.ts';
import { present } from './present.ts';
import type { ServiceMonitorOptions } from './service-monitor.ts';

/** A PodMonitor, as far as the block writes it. */
export type PodMonitor = CustomResource<{
  selector: { matchLabels: Record<string, string> };
  podMetricsEndpoints: { port: string; path?: string; interval?: string; [field: string]: unknown }[];
}>;

/**
 * Has the Prometheus operator scrape a port of the service's pods themselves, as one that is on no Service needs it.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 */
export function podMonitor(
  env: ServiceEnvironment,
  port: OfferedPort,
  { path, interval, labels = {} }: Omit<ServiceMonitorOptions, 'component' | 'serviceLabels'> = {},
): PodMonitor {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: env.workload.name, labels: { ...identityLabels(env), ...labels } },
    spec: {
      selector: { matchLabels: { ...env.workload.selector } },
      podMetricsEndpoints: [{ port: port.name, ...present({ path, interval }) }],
    },
  };
}
