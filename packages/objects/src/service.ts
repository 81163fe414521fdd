import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { OfferedPort, ServiceEnvironment } from '@k8s-blocks/topology';
import type { IService } from 'kubernetes-models/v1/Service';
import { identityLabels } from './identity-labels.ts';

/** What a Service has of its own. */
export interface ServiceOptions {
  /** The name of the Service, as the contract's ports name it. Default: the contract's name. */
  readonly name?: string;
  /** Its label `app.kubernetes.io/component`. Default: the service's own. */
  readonly component?: string;
  /** Without a cluster IP: its name resolves to the pods themselves. Default: false. */
  readonly headless?: boolean;
  /** Whether pods are found before they are ready, as peers that start together need it. Default: false. */
  readonly publishNotReadyAddresses?: boolean;
}

/**
 * A Service of the contract, with the ports that the contract offers on it.
 *
 * @throws Refusal if the contract offers no port on a Service of that name.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function service(env: ServiceEnvironment, options: ServiceOptions = {}): IService {
  const { name = env.contract.name, component, headless = false, publishNotReadyAddresses = false } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: identityLabels(env, component) },
    spec: {
      type: 'ClusterIP',
      ...(headless ? { clusterIP: 'None' } : {}),
      ...(publishNotReadyAddresses ? { publishNotReadyAddresses } : {}),
      selector: { ...env.contract.selector },
      ports: portsOf(env, name).map(({ name: portName, port, protocol }) => ({
        name: portName,
        port,
        targetPort: portName,
        protocol,
      })),
    },
  };
}

function portsOf({ contract }: ServiceEnvironment, serviceName: string): OfferedPort[] {
  const offered = Object.values(contract.ports);
  const ports = offered.filter(({ services }) => services.includes(serviceName));
  if (ports.length > 0) return ports;
  const names = new Set(offered.flatMap(({ services }) => services));
  throw new Refusal({
    object: `Service ${serviceName}`,
    field: 'spec.ports',
    problem: `The contract of ${contract.name} offers no port on a Service "${serviceName}".`,
    remedy: `It offers ports on ${formatNames(names)}.`,
  });
}
