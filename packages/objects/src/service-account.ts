import { comment } from '@k8s-blocks/comments';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { callsApiServer } from './calls-api-server.ts';
import { deployedWorkloads } from './deployed-workloads.ts';
import { serviceLabels } from './identity-labels.ts';
import { type ObjectOptions, objectMetadata } from './object-metadata.ts';
import { present } from './present.ts';

/** What {@link serviceAccount} takes. */
export interface ServiceAccountOptions extends ObjectOptions {
  /**
   * Whether pods mount its token; their workload says so, too: `deployment(env, { token: true, … })`. Default: whether the map
   * declares that a workload of the service calls the API server; without `defaults`: it is not said.
   */
  readonly token?: boolean;
}

/**
 * The ServiceAccount that a service's pods run as. No token of it is mounted, unless the service calls the API server.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting
 */
export function serviceAccount(env: ServiceEnvironment, options: ServiceAccountOptions = {}): IServiceAccount {
  const { defaults = true, labels = serviceLabels(env), annotations = {} } = options;
  const { token = defaults ? deployedWorkloads(env).some(callsApiServer) : undefined } = options;
  return comment(headOf(env, token), {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: objectMetadata(env, env.contract.name, { labels, annotations }),
    ...present({ automountServiceAccountToken: token }),
  });
}

function headOf({ contract }: ServiceEnvironment, token: boolean | undefined): string {
  const pods = `What the pods of ${contract.name} run as.`;
  if (token === undefined) return pods;
  return `${pods} ${token ? 'They call the API server with its token.' : 'They do not call the API server.'}`;
}
