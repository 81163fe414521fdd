import { commentKeys, keyCommentsOf } from '@k8s-blocks/comments';
import { formatStep } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { podSecurityContext } from '@k8s-blocks/security-context';
import { podLabels, type ServiceEnvironment } from '@k8s-blocks/topology';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';

/** A pod, in the API's own fields. Fields that are left out have the defaults of {@link podTemplate}. */
export interface PodOptions extends IPodSpec {
  /** The labels of the pods, instead of those of the workload: with those that select them. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the pods. Default: none. */
  readonly annotations?: Record<string, string>;
  /** Whether fields that are left out have these defaults. `false`: only the network of the node is written. Default: true. */
  readonly defaults?: boolean;
}

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
 * @throws Refusal if its labels are not those that select its pods.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates
 */
export function podTemplate(env: ServiceEnvironment, options: PodOptions): IPodTemplateSpec {
  const { labels = podLabels(env.workload), annotations = {}, defaults = true, ...pod } = options;
  refuseUnlessSelected(env, labels);
  const hasAnnotations = Object.keys(annotations).length > 0;
  const spec: IPodSpec = { ...(defaults ? defaultsOf(env) : networkOf(env)), ...pod };
  return {
    metadata: { labels: { ...labels }, ...(hasAnnotations ? { annotations } : {}) },
    spec: withReasons(spec),
  };
}

function defaultsOf(env: ServiceEnvironment): Partial<IPodSpec> {
  return {
    serviceAccountName: env.contract.name,
    automountServiceAccountToken: false,
    ...(env.workload.hostNetwork ? HOST_NETWORK : {}),
    securityContext: podSecurityContext(),
    terminationGracePeriodSeconds: 30,
  };
}

/** What its contract says is no default. */
function networkOf({ workload: { hostNetwork } }: ServiceEnvironment): Partial<IPodSpec> {
  return hostNetwork ? { hostNetwork } : {};
}

/** Pods that their own workload does not select are refused by the API server, and reached by no Service. */
function refuseUnlessSelected(
  { contract, workload, name: environment }: ServiceEnvironment,
  labels: PodOptions['labels'],
): void {
  const missing = Object.entries(workload.selector).find(([key, value]) => labels?.[key] !== value);
  if (missing === undefined) return;
  const [key, value] = missing;
  throw new Refusal({
    service: contract.name,
    environment,
    object: `${workload.kind} ${workload.objectName}`,
    field: `spec.template.metadata.labels${formatStep(key)}`,
    problem: `Its pods are selected by ${key}: ${value}, which these labels lack.`,
    remedy: 'Add it to the labels.',
  });
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
