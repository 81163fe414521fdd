import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IDaemonSetSpec } from 'kubernetes-models/apps/v1/DaemonSetSpec';
import { objectMetadata } from './object-metadata.ts';
import { present } from './present.ts';
import { rolledByConfiguration, specFields, type WorkloadOptions, workloadTemplate } from './workload-template.ts';

/** What {@link daemonSet} takes; fields without a word here are the API's own. */
export interface DaemonSetOptions extends WorkloadOptions, Omit<IDaemonSetSpec, 'selector' | 'template'> {
  /** How many nodes may be without its pod during an update: a number, or a percentage. Default of the API: 1. */
  readonly maxUnavailable?: number | string;
}

/**
 * The DaemonSet of a service: a pod on every node. Those with taints need `tolerations` of the pod.
 *
 * @throws Refusal if two containers have one port, its pods have other labels than those that select them, or both
 * `maxUnavailable` and `updateStrategy` are given.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export function daemonSet(env: ServiceEnvironment, options: DaemonSetOptions): IDaemonSet {
  const { maxUnavailable, ...fields } = specFields(options);
  if (maxUnavailable !== undefined && fields.updateStrategy !== undefined) throw twoStrategies(env);
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: objectMetadata(env, env.workload.objectName, options),
    spec: {
      ...(maxUnavailable === undefined
        ? {}
        : { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } } }),
      ...present(fields),
      selector: { matchLabels: { ...env.workload.selector } },
      template: workloadTemplate(env, options, { annotations: rolledByConfiguration(options.config) }),
    },
  };
}

function twoStrategies({ contract, workload, name: environment }: ServiceEnvironment): Refusal {
  return new Refusal({
    service: contract.name,
    environment,
    object: `DaemonSet ${workload.objectName}`,
    field: 'spec.updateStrategy',
    problem: 'It is given beside maxUnavailable, which is a part of it.',
    remedy: 'Leave one of both out.',
  });
}
