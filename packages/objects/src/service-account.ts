import { comment } from '@k8s-blocks/comments';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { identityLabels } from './identity-labels.ts';

/**
 * The ServiceAccount that a service's pods run as. No token of it is mounted: the services do not call the API server.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export function serviceAccount(env: ServiceEnvironment): IServiceAccount {
  return comment(`What the pods of ${env.contract.name} run as. They do not call the API server.`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: env.contract.name, labels: identityLabels(env) },
    automountServiceAccountToken: false,
  });
}
