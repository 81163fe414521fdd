import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { identityLabels } from './identity-labels.ts';
import { type PodParts, podTemplate } from './pod-template.ts';
import { spreadAcrossNodes } from './spread-across-nodes.ts';

/** What a Deployment has of its own. */
export interface DeploymentParts {
  readonly replicas: number;
  readonly pod: PodParts;
}

/**
 * The Deployment of a service: rolling updates that never go below the wanted number of pods, and pods that prefer
 * nodes of their own.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export function deployment(env: ServiceEnvironment, { replicas, pod }: DeploymentParts): IDeployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: env.contract.name, labels: identityLabels(env) },
    spec: {
      replicas,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      selector: { matchLabels: { ...env.contract.selector } },
      template: podTemplate(env, { affinity: spreadAcrossNodes(env), ...pod }),
    },
  };
}
