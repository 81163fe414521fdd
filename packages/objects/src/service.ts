import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { type OfferedPort, portsOf, type ServiceEnvironment } from '@k8s-blocks/topology';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServicePort } from 'kubernetes-models/v1/ServicePort';
import type { IServiceSpec } from 'kubernetes-models/v1/ServiceSpec';
import { identityLabels } from './identity-labels.ts';
import { type ObjectOptions, objectMetadata } from './object-metadata.ts';
import { present } from './present.ts';

/** What {@link service} takes; fields without a word here are the API's own. */
export interface ServiceOptions extends ObjectOptions, Omit<IServiceSpec, 'ports' | 'selector'> {
  /** The name of the Service, as the contract's ports name it. Default: the workload's name. */
  readonly name?: string;
  /** Its label `app.kubernetes.io/component`. Default: the service's own. */
  readonly component?: string;
  /** Without a cluster IP: its name resolves to the pods themselves. Default: false. */
  readonly headless?: boolean;
  /** Whether its name resolves to pods before they are ready, as peers that start together need it. Default: false. */
  readonly publishNotReadyAddresses?: boolean;
  /**
   * Further fields of its ports, by their names in the contract, which has their numbers: `{ http: { nodePort: 30080 } }`.
   * Default: none.
   */
  readonly ports?: Readonly<Record<string, Partial<Omit<IServicePort, 'port'>>>>;
}

/**
 * A Service of a workload, with the ports that its contract offers on it. Without `defaults` it says no type, and of a port only
 * what an API server would not fill in alike.
 *
 * @throws Refusal if the contract offers no port of the workload on a Service of that name, or no port of a name in `ports`; or for
 * what says otherwise than the contract, or than `headless`.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function service(env: ServiceEnvironment, options: ServiceOptions = {}): IService {
  const { name = env.workload.name, component, labels = identityLabels(env, component), ...others } = options;
  const { annotations = {}, defaults = true, headless = false, ports = {}, ...fields } = others;
  if (headless && fields.clusterIP !== undefined) throw twoAddresses(name);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: objectMetadata(env, name, { labels, annotations }),
    spec: {
      ...(defaults ? { type: 'ClusterIP' } : {}),
      ...(headless ? { clusterIP: 'None' } : {}),
      ...present(fields),
      selector: { ...env.workload.selector },
      ports: portsOn(env, name, Object.keys(ports)).map((port) => ({
        ...(defaults ? portOf(port) : plainPortOf(port)),
        ...furtherFields(name, port, ports[port.name]),
      })),
    },
  };
}

function portOf({ name, port, protocol }: OfferedPort): IServicePort {
  return { name, port, targetPort: name, protocol };
}

/** A port without what the API server fills in: the same port of the pods, and TCP. */
function plainPortOf({ name, port, containerPort, protocol }: OfferedPort): IServicePort {
  return {
    name,
    port,
    ...(containerPort === port ? {} : { targetPort: containerPort }),
    ...(protocol === 'TCP' ? {} : { protocol }),
  };
}

/** Further fields of a port, if they do not lead to another port than that of the contract. */
function furtherFields(
  serviceName: string,
  { name, containerPort, protocol }: OfferedPort,
  fields: Partial<IServicePort> = {},
): Partial<IServicePort> {
  const { targetPort = containerPort } = fields;
  const others = [
    ...('port' in fields ? ['port'] : []),
    ...((fields.protocol ?? protocol) === protocol ? [] : ['protocol']),
    ...(typeof targetPort === 'string' || targetPort === containerPort ? [] : ['targetPort']),
  ];
  if (others.length === 0) return fields;
  throw new Refusal(
    others.map((field) => ({
      object: `Service ${serviceName}`,
      field: `ports.${name}.${field}`,
      problem: 'The contract says which port it is, and addresses and policies are made by that.',
      remedy: 'Change the port in the contract, and leave the field out.',
    })),
  );
}

function twoAddresses(name: string): Refusal {
  return new Refusal({
    object: `Service ${name}`,
    field: 'spec.clusterIP',
    problem: 'It is given beside headless, which is a Service without one.',
    remedy: 'Leave one of both out.',
  });
}

/** The ports on a Service, if it has some, and all that are named. */
function portsOn(
  { contract, workload }: ServiceEnvironment,
  serviceName: string,
  named: readonly string[],
): OfferedPort[] {
  const offered = portsOf(contract, workload);
  const ports = offered.filter(({ services }) => services.includes(serviceName));
  const object = `Service ${serviceName}`;
  if (ports.length === 0) {
    const names = new Set(offered.flatMap(({ services }) => services));
    throw new Refusal({
      object,
      field: 'spec.ports',
      problem: `The contract of ${contract.name} offers no port of ${workload.name} on a Service "${serviceName}".`,
      remedy: `It offers ports on ${formatNames(names)}.`,
    });
  }
  const names = new Set(ports.map(({ name }) => name));
  const unknown = named.find((name) => !names.has(name));
  if (unknown === undefined) return ports;
  throw new Refusal({
    object,
    field: `ports.${unknown}`,
    problem: `The contract of ${contract.name} offers no port "${unknown}" on it.`,
    remedy: `It offers ${formatNames(names)}.`,
  });
}
