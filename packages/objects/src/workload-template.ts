import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { callsApiServer } from './calls-api-server.ts';
import type { ServiceConfigMap } from './config-map.ts';
import { fromSecret } from './configuration.ts';
import { configurationChecksum } from './configuration-checksum.ts';
import type { ObjectOptions } from './object-metadata.ts';
import { type PodOptions, podTemplate } from './pod-template.ts';
import { type ContainerOptions, serviceContainer } from './service-container.ts';
import { refuseSharedPorts } from './shared-ports.ts';

/** What the blocks of all kinds of workloads take. */
export interface WorkloadOptions extends ObjectOptions {
  /**
   * The ConfigMap of the service, which the container reads through envFrom. Where pods run until they are replaced, its
   * checksum annotates them, so that a change rolls them. Default: none.
   */
  readonly config?: ServiceConfigMap;
  /** Whether the container reads the Secret of the service through envFrom, too. Default: false. */
  readonly readsSecret?: boolean;
  /**
   * Whether the token of the ServiceAccount is mounted. Its ServiceAccount says so, too: `serviceAccount(env, { token: true })`.
   * Default: whether the map declares that the service calls the API server; without `defaults`: it is not said.
   */
  readonly token?: boolean;
  /** The container of the service. Its own `envFrom` comes after the ConfigMap and the Secret. */
  readonly container: ContainerOptions;
  /** Any other field of the pod. Its `containers` run beside that of the service. Default: none. */
  readonly pod?: Partial<PodOptions>;
}

/**
 * Annotations of pods that run until they are replaced: a changed ConfigMap rolls them. A Job has none of them: its pods
 * cannot be changed, and the next one reads the ConfigMap anew.
 */
export function rolledByConfiguration(config: ServiceConfigMap | undefined): Record<string, string> {
  return config === undefined ? {} : configurationChecksum(config);
}

/**
 * The pod template of a workload of the service.
 *
 * @param ofKind fields that pods of its kind have, and that the options may replace.
 * @throws Refusal if two of its containers have one port, or its pods have other labels than those that select them.
 */
export function workloadTemplate(
  env: ServiceEnvironment,
  options: WorkloadOptions,
  ofKind: Partial<PodOptions> = {},
): IPodTemplateSpec {
  const { config, readsSecret = false, container, pod = {}, defaults = true } = options;
  const { token = defaults && callsApiServer(env) } = options;
  const { containers: others = [], annotations, ...fields } = pod;
  const configSources = config === undefined ? [] : [{ configMapRef: { name: config.metadata.name } }];
  const secretSources = readsSecret ? [fromSecret(env)] : [];
  const envFrom = [...configSources, ...secretSources, ...(container.envFrom ?? [])];
  const containers = [serviceContainer(env, { defaults, ...container, envFrom }), ...others];
  refuseSharedPorts(env, [...(fields.initContainers ?? []), ...containers]);
  return podTemplate(env, {
    ...(token ? { automountServiceAccountToken: true } : {}),
    ...ofKind,
    annotations: { ...annotations, ...ofKind.annotations },
    defaults,
    containers,
    ...fields,
  });
}

/** The options of a workload that are fields of its spec: all but those that every kind has. */
export function specFields<Options extends WorkloadOptions>(options: Options): Omit<Options, keyof WorkloadOptions> {
  const { labels, annotations, defaults, config, readsSecret, token, container, pod, ...fields } = options;
  return fields;
}
