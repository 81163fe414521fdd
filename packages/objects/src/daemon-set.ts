import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { identityLabels } from './identity-labels.ts';
import { rolledByConfiguration, type WorkloadOptions, workloadTemplate } from './workload-template.ts';

/** What {@link daemonSet} takes. */
export interface DaemonSetOptions extends WorkloadOptions {
  /** How many nodes may be without its pod during an update: a number, or a percentage. Default of the API: 1. */
  readonly maxUnavailable?: number | string;
}

/**
 * The DaemonSet of a service: a pod on every node. Those with taints need `tolerations` of the pod.
 *
 * @throws Refusal if two containers have one port.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export function daemonSet(env: ServiceEnvironment, options: DaemonSetOptions): IDaemonSet {
  const { maxUnavailable, config } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: env.workload.objectName, labels: identityLabels(env) },
    spec: {
      ...(maxUnavailable === undefined
        ? {}
        : { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable } } }),
      selector: { matchLabels: { ...env.workload.selector } },
      template: workloadTemplate(env, options, { annotations: rolledByConfiguration(config) }),
    },
  };
}
