import { Refusal } from '@k8s-blocks/refusal';
import type { OfferedPort, ServiceEnvironment } from '@k8s-blocks/topology';
import type { CustomResource } from './custom-resource.ts';
import { identityLabels } from './identity-labels.ts';
import { present } from './present.ts';

/** What {@link serviceMonitor} takes. */
export interface ServiceMonitorOptions {
  /** Default of Prometheus: `/metrics`. */
  readonly path?: string;
  /** How often: `30s`. Default: that of the Prometheus. */
  readonly interval?: string;
  /** The component of the Service that offers the port, where it has one of its own. Default: the service's own. */
  readonly component?: string;
  /** The labels of the Service that offers the port, where they are not those of the workload. */
  readonly serviceLabels?: Readonly<Record<string, string>>;
  /** Labels by which a Prometheus selects it, such as `release: prometheus`. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A ServiceMonitor, as far as the block writes it. */
export type ServiceMonitor = CustomResource<{
  selector: { matchLabels: Record<string, string> };
  endpoints: { port: string; path?: string; interval?: string; [field: string]: unknown }[];
}>;

/**
 * Has the Prometheus operator scrape a port of the service, through its Services of one component: of two that offer the
 * port, one needs a component of its own, or pods are scraped twice. Where the map says that a port is scraped, `withBaseline`
 * adds it by itself: `connection(outsideNamespace('monitoring'), shop.ports.metrics, 'metrics', { scrape: {} })`.
 *
 * @throws Refusal if the port is another service's or is on no Service, or its Services have no labels.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 */
export function serviceMonitor(
  env: ServiceEnvironment,
  port: OfferedPort,
  {
    path,
    interval,
    component,
    labels = {},
    serviceLabels = identityLabels(env, component),
  }: ServiceMonitorOptions = {},
): ServiceMonitor {
  refuseUnlessScraped(env, port);
  refuseUnlessLabelled(env, serviceLabels);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: env.workload.name, labels: { ...identityLabels(env), ...labels } },
    spec: {
      selector: { matchLabels: { ...serviceLabels } },
      endpoints: [
        {
          port: port.name,
          ...present({ path, interval }),
        },
      ],
    },
  };
}

function refuseUnlessScraped({ contract, workload, name }: ServiceEnvironment, port: OfferedPort): void {
  const isOwn = port.contract === contract.name && port.workload === workload.key;
  if (isOwn && port.services.length > 0) return;
  throw new Refusal({
    service: contract.name,
    environment: name,
    object: `ServiceMonitor ${workload.name}`,
    field: 'spec.endpoints[0].port',
    problem: isOwn
      ? `Port "${port.name}" is on no Service, and a ServiceMonitor scrapes Services.`
      : `Port "${port.name}" is one of ${ownerOf(port)}.`,
    remedy: isOwn ? 'Name a Service in the contract.' : `Give a port of ${workload.name}.`,
  });
}

function refuseUnlessLabelled({ contract, workload, name }: ServiceEnvironment, labels: Record<string, string>): void {
  if (Object.keys(labels).length > 0) return;
  throw new Refusal({
    service: contract.name,
    environment: name,
    object: `ServiceMonitor ${workload.name}`,
    field: 'spec.selector.matchLabels',
    problem: 'Without labels it selects every Service of the namespace.',
    remedy: 'Give the labels of the Service that offers the port: { serviceLabels: { … } }.',
  });
}

function ownerOf({ contract, workload }: OfferedPort): string {
  return workload === undefined ? contract : `${contract}.workloads.${workload}`;
}
