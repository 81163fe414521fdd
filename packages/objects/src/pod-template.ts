import { commentKeys, keyCommentsOf } from '@k8s-blocks/comments';
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
/**
 * A pod in the network of its node. Without the policy, it would resolve names as the node does, and find no Service.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
 */
const HOST_NETWORK: Pick<IPodSpec, 'hostNetwork' | 'dnsPolicy'> = {
  hostNetwork: true,
  dnsPolicy: 'ClusterFirstWithHostNet',
};

const CALLS_API_SERVER = 'It calls the API server.';
const ON_NODE = 'In the network of its node, where no NetworkPolicy isolates it.';

/**
 * The pod template of a workload: its labels, the ServiceAccount of its service without a token, the restricted security context,
 * 30 seconds to end, and the network of its node where the contract says so.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates
 */
export function podTemplate(env: ServiceEnvironment, { annotations = {}, ...pod }: PodOptions): IPodTemplateSpec {
  const hasAnnotations = Object.keys(annotations).length > 0;
  const spec: IPodSpec = {
    serviceAccountName: env.contract.name,
    automountServiceAccountToken: false,
    ...(env.workload.hostNetwork ? HOST_NETWORK : {}),
    securityContext: podSecurityContext(),
    terminationGracePeriodSeconds: 30,
    ...pod,
  };
  return {
    metadata: { labels: podLabels(env.workload), ...(hasAnnotations ? { annotations } : {}) },
    spec: withReasons(spec),
  };
}

/** The same with comments where it has more than pods should have. */
function withReasons(spec: IPodSpec): IPodSpec {
  const reasons = {
    ...(spec.automountServiceAccountToken === true ? { automountServiceAccountToken: CALLS_API_SERVER } : {}),
    ...(spec.hostNetwork === true ? { hostNetwork: ON_NODE } : {}),
  };
  const hasReasons = Object.keys(reasons).length > 0;
  return hasReasons ? commentKeys(spec, { ...reasons, ...keyCommentsOf(spec) }) : spec;
}
