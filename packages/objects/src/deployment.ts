import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IDeploymentSpec } from 'kubernetes-models/apps/v1/DeploymentSpec';
import { objectMetadata } from './object-metadata.ts';
import { present } from './present.ts';
import { spreadAcrossNodes } from './spread-across-nodes.ts';
import { rolledByConfiguration, specFields, type WorkloadOptions, workloadTemplate } from './workload-template.ts';

/** What {@link deployment} takes; fields without a word here are the API's own. */
export interface DeploymentOptions
  extends WorkloadOptions,
    Omit<IDeploymentSpec, 'replicas' | 'selector' | 'template'> {
  /** How many pods; left out where an autoscaler has them. Default of the API: 1. */
  readonly replicas?: number;
}

/**
 * The Deployment of a service: rolling updates that never go below the wanted number of pods, and pods that prefer different
 * nodes.
 *
 * @throws Refusal if two containers have one port, or its pods have other labels than those that select them.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export function deployment(env: ServiceEnvironment, options: DeploymentOptions): IDeployment {
  const { config, defaults = true } = options;
  const { replicas, ...fields } = specFields(options);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: objectMetadata(env, env.workload.objectName, options),
    spec: {
      ...present({ replicas }),
      ...(defaults ? { strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } } : {}),
      ...present(fields),
      selector: { matchLabels: { ...env.workload.selector } },
      template: workloadTemplate(env, options, {
        annotations: rolledByConfiguration(config),
        ...(defaults ? { affinity: spreadAcrossNodes(env) } : {}),
      }),
    },
  };
}
