import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { type OfferedPort, portsOf, type ServiceEnvironment } from '@k8s-blocks/topology';
import type { IService } from 'kubernetes-models/v1/Service';
import { identityLabels } from './identity-labels.ts';

/** What {@link service} takes. */
export interface ServiceOptions {
  /** The name of the Service, as the contract's ports name it. Default: the workload's name. */
  readonly name?: string;
  /** Its label `app.kubernetes.io/component`. Default: the service's own. */
  readonly component?: string;
  /** Without a cluster IP: its name resolves to the pods themselves. Default: false. */
  readonly headless?: boolean;
  /** Whether its name resolves to pods before they are ready, as peers that start together need it. Default: false. */
  readonly publishNotReadyAddresses?: boolean;
}

/**
 * A Service of a workload, with the ports that its contract offers on it.
 *
 * @throws Refusal if the contract offers no port of the workload on a Service of that name.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function service(env: ServiceEnvironment, options: ServiceOptions = {}): IService {
  const { name = env.workload.name, component, headless = false, publishNotReadyAddresses = false } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: identityLabels(env, component) },
    spec: {
      type: 'ClusterIP',
      ...(headless ? { clusterIP: 'None' } : {}),
      ...(publishNotReadyAddresses ? { publishNotReadyAddresses } : {}),
      selector: { ...env.workload.selector },
      ports: portsOn(env, name).map(({ name: portName, port, protocol }) => ({
        name: portName,
        port,
        targetPort: portName,
        protocol,
      })),
    },
  };
}

function portsOn({ contract, workload }: ServiceEnvironment, serviceName: string): OfferedPort[] {
  const offered = portsOf(contract, workload);
  const ports = offered.filter(({ services }) => services.includes(serviceName));
  if (ports.length > 0) return ports;
  const names = new Set(offered.flatMap(({ services }) => services));
  throw new Refusal({
    object: `Service ${serviceName}`,
    field: 'spec.ports',
    problem: `The contract of ${contract.name} offers no port of ${workload.name} on a Service "${serviceName}".`,
    remedy: `It offers ports on ${formatNames(names)}.`,
  });
}
