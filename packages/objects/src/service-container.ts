import { containerSecurityContext } from '@k8s-blocks/security-context';
import { portsOf, type ServiceEnvironment } from '@k8s-blocks/topology';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { containerPorts } from './container-ports.ts';
import { present } from './present.ts';

/** A container in the API's own fields. Fields that are left out have the defaults of {@link serviceContainer}. */
export interface ContainerOptions extends Omit<IContainer, 'name' | 'image' | 'ports'> {
  /** Default: the name of the workload. */
  readonly name?: string;
  readonly image: string;
  /** Default: all ports of the workload that its contract offers. */
  readonly ports?: NonNullable<IContainer['ports']>;
  /**
   * Whether fields that are left out have these defaults. `false`: it has its name and its ports alone, and these no protocol where
   * that is the default of the API. Default: true.
   */
  readonly defaults?: boolean;
}

/**
 * The container of a workload: its name, its ports of the contract, and the restricted security context. These fields,
 * image, environment and resources come first, and then all others in the order in which they are given.
 *
 * @see https://kubernetes.io/docs/concepts/containers/
 */
export function serviceContainer(service: ServiceEnvironment, options: ContainerOptions): IContainer {
  const {
    name = service.workload.name,
    image,
    imagePullPolicy,
    defaults = true,
    ports = portsOfWorkload(service, defaults),
    envFrom,
    env,
    resources,
    securityContext = defaults ? containerSecurityContext() : undefined,
    ...others
  } = options;
  return {
    name,
    image,
    ...present({ imagePullPolicy, ports, envFrom, env, resources, securityContext }),
    ...others,
  };
}

function portsOfWorkload(
  { contract, workload }: ServiceEnvironment,
  defaults: boolean,
): NonNullable<IContainer['ports']> {
  const names = portsOf(contract, workload).map(({ name }) => name);
  const ports = containerPorts(contract, names);
  if (defaults) return ports;
  return ports.map(({ protocol, ...port }) => (protocol === 'TCP' ? port : { ...port, protocol }));
}
