import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IStatefulSetSpec } from 'kubernetes-models/apps/v1/StatefulSetSpec';
import { objectMetadata } from './object-metadata.ts';
import { present } from './present.ts';
import { spreadAcrossNodes } from './spread-across-nodes.ts';
import { refuseLongName } from './workload-name.ts';
import { rolledByConfiguration, specFields, type WorkloadOptions, workloadTemplate } from './workload-template.ts';

/** What {@link statefulSet} takes; fields without a word here are the API's own. */
export interface StatefulSetOptions
  extends WorkloadOptions,
    Omit<IStatefulSetSpec, 'replicas' | 'selector' | 'serviceName' | 'template' | 'volumeClaimTemplates'> {
  /** How many pods; left out where an autoscaler has them. Default of the API: 1. */
  readonly replicas?: number;
  /**
   * The headless Service by which the pods have names of their own, as the contract's ports name it:
   * `service(env, { headless: true })` makes it.
   */
  readonly serviceName: string;
  /** The claims that each pod has for itself: `claimTemplate('data', { storage: '10Gi' })`. Default: none. */
  readonly claimTemplates?: IStatefulSetSpec['volumeClaimTemplates'];
}

/**
 * The StatefulSet of a service: pods with stable names that prefer different nodes, each with its own claims. The name of its
 * Service, its selector and its claims cannot be changed in place.
 *
 * @throws Refusal if two containers have one port, its pods have other labels than those that select them, or its name is too
 * long for these.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export function statefulSet(env: ServiceEnvironment, options: StatefulSetOptions): IStatefulSet {
  const { config, defaults = true } = options;
  const { replicas, serviceName, claimTemplates, ...fields } = specFields(options);
  refuseLongName(env);
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: objectMetadata(env, env.workload.objectName, options),
    spec: {
      serviceName: env.nameOf(serviceName),
      ...present({ replicas, ...fields }),
      selector: { matchLabels: { ...env.workload.selector } },
      template: workloadTemplate(env, options, {
        annotations: rolledByConfiguration(config),
        ...(defaults ? { affinity: spreadAcrossNodes(env) } : {}),
      }),
      ...present({ volumeClaimTemplates: claimTemplates }),
    },
  };
}
