import { comment } from '@k8s-blocks/comments';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { callsApiServer } from './calls-api-server.ts';
import { deployedWorkloads } from './deployed-workloads.ts';
import { serviceLabels } from './identity-labels.ts';

/**
 * The ServiceAccount that a service's pods run as. No token of it is mounted, unless the service calls the API server.
 *
 * @param options.token whether pods mount its token; their workload says so, too: `deployment(env, { token: true, … })`.
 * Default: whether the map declares that a workload of the service calls the API server.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export function serviceAccount(
  env: ServiceEnvironment,
  { token = deployedWorkloads(env).some(callsApiServer) }: { readonly token?: boolean } = {},
): IServiceAccount {
  const calls = token ? 'They call the API server with its token.' : 'They do not call the API server.';
  return comment(`What the pods of ${env.contract.name} run as. ${calls}`, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: env.contract.name, labels: serviceLabels(env) },
    automountServiceAccountToken: token,
  });
}
