import { podSecurityContext } from '@k8s-blocks/security-context';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { identityLabels } from './identity-labels.ts';

/** A pod, in the API's own fields. Fields that are left out have the defaults of {@link podTemplate}. */
export interface PodOptions extends IPodSpec {
  /** Annotations of the pods. Default: none. */
  readonly annotations?: Record<string, string>;
}

/**
 * The pod template of a service: its labels, its ServiceAccount without a token, the restricted security context and
 * 30 seconds to end.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates
 */
export function podTemplate(env: ServiceEnvironment, { annotations = {}, ...pod }: PodOptions): IPodTemplateSpec {
  const hasAnnotations = Object.keys(annotations).length > 0;
  return {
    metadata: { labels: identityLabels(env), ...(hasAnnotations ? { annotations } : {}) },
    spec: {
      serviceAccountName: env.contract.name,
      automountServiceAccountToken: false,
      securityContext: podSecurityContext(),
      terminationGracePeriodSeconds: 30,
      ...pod,
    },
  };
}
