import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { identityLabels } from './identity-labels.ts';
import { present } from './present.ts';
import { spreadAcrossNodes } from './spread-across-nodes.ts';
import { rolledByConfiguration, type WorkloadOptions, workloadTemplate } from './workload-template.ts';

/** What {@link deployment} takes. */
export interface DeploymentOptions extends WorkloadOptions {
  /** How many pods; left out where an autoscaler has them. Default of the API: 1. */
  readonly replicas?: number;
}

/**
 * The Deployment of a service: rolling updates that never go below the wanted number of pods, and pods that prefer different
 * nodes. Fields without an option are set by spreading.
 *
 * @throws Refusal if two containers have one port.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export function deployment(env: ServiceEnvironment, options: DeploymentOptions): IDeployment {
  const { replicas, config } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: env.workload.objectName, labels: identityLabels(env) },
    spec: {
      ...present({ replicas }),
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      selector: { matchLabels: { ...env.workload.selector } },
      template: workloadTemplate(env, options, {
        annotations: rolledByConfiguration(config),
        affinity: spreadAcrossNodes(env),
      }),
    },
  };
}
