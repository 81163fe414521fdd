import { podSecurityContext } from '@k8s-blocks/security-context';
import { podLabels, type ServiceEnvironment } from '@k8s-blocks/topology';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';

/** A pod, in the API's own fields. Fields that are left out have the defaults of {@link podTemplate}. */
export interface PodOptions extends IPodSpec {
  /** Annotations of the pods. Default: none. */
  readonly annotations?: Record<string, string>;
}

/**
 * The pod template of a workload: its labels, the ServiceAccount of its service without a token, the restricted security context and
 * 30 seconds to end.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates
 */
export function podTemplate(env: ServiceEnvironment, { annotations = {}, ...pod }: PodOptions): IPodTemplateSpec {
  const hasAnnotations = Object.keys(annotations).length > 0;
  return {
    metadata: { labels: podLabels(env.workload), ...(hasAnnotations ? { annotations } : {}) },
    spec: {
      serviceAccountName: env.contract.name,
      automountServiceAccountToken: false,
      securityContext: podSecurityContext(),
      terminationGracePeriodSeconds: 30,
      ...pod,
    },
  };
}
