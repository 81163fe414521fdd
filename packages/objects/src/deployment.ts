import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { ServiceConfigMap } from './config-map.ts';
import { fromSecret } from './configuration.ts';
import { configurationChecksum } from './configuration-checksum.ts';
import { identityLabels } from './identity-labels.ts';
import { type PodOptions, podTemplate } from './pod-template.ts';
import { type ContainerOptions, serviceContainer } from './service-container.ts';
import { spreadAcrossNodes } from './spread-across-nodes.ts';

/** What {@link deployment} takes. */
export interface DeploymentOptions {
  readonly replicas: number;
  /**
   * The ConfigMap of the service: the container reads it through envFrom, and its checksum annotates the pods, so that
   * a change rolls them. Default: none.
   */
  readonly config?: ServiceConfigMap;
  /** Whether the container reads the Secret of the service through envFrom, too. Default: false. */
  readonly readsSecret?: boolean;
  /** The container of the service. Its own `envFrom` comes after the ConfigMap and the Secret. */
  readonly container: ContainerOptions;
  /** Any other field of the pod. Its `containers` run beside that of the service. Default: none. */
  readonly pod?: Partial<PodOptions>;
}

/**
 * The Deployment of a service: rolling updates that never go below the wanted number of pods, and pods that prefer different
 * nodes. Fields without an option are set by spreading.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export function deployment(env: ServiceEnvironment, options: DeploymentOptions): IDeployment {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: env.contract.name, labels: identityLabels(env) },
    spec: {
      replicas: options.replicas,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      selector: { matchLabels: { ...env.contract.selector } },
      template: templateOf(env, options),
    },
  };
}

function templateOf(env: ServiceEnvironment, { config, readsSecret, container, pod = {} }: DeploymentOptions) {
  const { containers: sidecars = [], annotations, ...others } = pod;
  const configSources = config === undefined ? [] : [{ configMapRef: { name: config.metadata.name } }];
  const secretSources = readsSecret ? [fromSecret(env)] : [];
  const envFrom = [...configSources, ...secretSources, ...(container.envFrom ?? [])];
  const checksum = config === undefined ? {} : configurationChecksum(config);
  return podTemplate(env, {
    annotations: { ...annotations, ...checksum },
    affinity: spreadAcrossNodes(env),
    containers: [serviceContainer(env, { ...container, envFrom }), ...sidecars],
    ...others,
  });
}
