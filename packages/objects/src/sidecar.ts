import { containerSecurityContext } from '@k8s-blocks/security-context';
import type { IContainer } from 'kubernetes-models/v1/Container';

/**
 * A native sidecar, for the `initContainers` of a pod: it is started before the containers, runs beside them, and ends after
 * them, also those of a Job. It has the restricted security context, and no ports unless they are given.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function sidecar({ name, image, ...others }: IContainer): IContainer {
  return {
    name,
    ...(image === undefined ? {} : { image }),
    restartPolicy: 'Always',
    securityContext: containerSecurityContext(),
    ...others,
  };
}
