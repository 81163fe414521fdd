import { containerSecurityContext } from '@k8s-blocks/security-context';
import { portsOf, type ServiceEnvironment } from '@k8s-blocks/topology';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { containerPorts, type NamedContainerPort } from './container-ports.ts';
import { present } from './present.ts';

/** A container in the API's own fields. Fields that are left out have the defaults of {@link serviceContainer}. */
export interface ContainerOptions extends Omit<IContainer, 'name' | 'image' | 'ports'> {
  /** Default: the name of the workload. */
  readonly name?: string;
  readonly image: string;
  /** Default: all ports of the workload that its contract offers. */
  readonly ports?: NonNullable<IContainer['ports']>;
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
    ports = portsOfWorkload(service),
    envFrom,
    env,
    resources,
    securityContext = containerSecurityContext(),
    ...others
  } = options;
  return {
    name,
    image,
    ...present({ imagePullPolicy, ports, envFrom, env, resources }),
    securityContext,
    ...others,
  };
}

function portsOfWorkload({ contract, workload }: ServiceEnvironment): NamedContainerPort[] {
  const names = portsOf(contract, workload).map(({ name }) => name);
  return containerPorts(contract, names);
}
