import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IStatefulSetSpec } from 'kubernetes-models/apps/v1/StatefulSetSpec';
import { identityLabels } from './identity-labels.ts';
import { present } from './present.ts';
import { spreadAcrossNodes } from './spread-across-nodes.ts';
import { refuseLongName } from './workload-name.ts';
import { rolledByConfiguration, type WorkloadOptions, workloadTemplate } from './workload-template.ts';

/** What {@link statefulSet} takes; fields without a word here are the API's own. */
export interface StatefulSetOptions
  extends WorkloadOptions,
    Pick<
      IStatefulSetSpec,
      'ordinals' | 'persistentVolumeClaimRetentionPolicy' | 'podManagementPolicy' | 'updateStrategy'
    > {
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
 * @throws Refusal if two containers have one port, or its name is too long for the labels of its pods.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export function statefulSet(env: ServiceEnvironment, options: StatefulSetOptions): IStatefulSet {
  const { replicas, serviceName, claimTemplates, config } = options;
  const { ordinals, persistentVolumeClaimRetentionPolicy, podManagementPolicy, updateStrategy } = options;
  refuseLongName(env);
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: env.workload.objectName, labels: identityLabels(env) },
    spec: {
      serviceName: env.nameOf(serviceName),
      ...present({ replicas, ordinals, podManagementPolicy, updateStrategy, persistentVolumeClaimRetentionPolicy }),
      selector: { matchLabels: { ...env.workload.selector } },
      template: workloadTemplate(env, options, {
        annotations: rolledByConfiguration(config),
        affinity: spreadAcrossNodes(env),
      }),
      ...present({ volumeClaimTemplates: claimTemplates }),
    },
  };
}
