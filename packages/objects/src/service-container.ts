import { containerSecurityContext } from '@k8s-blocks/security-context';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IContainer } from 'kubernetes-models/v1/Container';
import { containerPorts } from './container-ports.ts';
import { present } from './present.ts';

/** A container in the API's own fields. Fields that are left out have the defaults of {@link serviceContainer}. */
export interface ContainerOptions extends Omit<IContainer, 'name' | 'image' | 'ports'> {
  /** Default: the name of the service. */
  readonly name?: string;
  readonly image: string;
  /** Default: all ports that the contract of the service offers. */
  readonly ports?: NonNullable<IContainer['ports']>;
}

/**
 * The container of a service: its name, the ports of its contract, and the restricted security context. These fields,
 * image, environment and resources come first, and then all others in the order in which they are given.
 *
 * @see https://kubernetes.io/docs/concepts/containers/
 */
export function serviceContainer(service: ServiceEnvironment, options: ContainerOptions): IContainer {
  const {
    name = service.contract.name,
    image,
    imagePullPolicy,
    ports = containerPorts(service.contract),
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
