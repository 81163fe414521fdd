import type { ObjectToSend } from '@k8s-blocks/cluster';
import { findKind, groupOf } from '@k8s-blocks/manifest';

/**
 * The kinds in the order in which they are applied: what others need first. A pod is refused without its ServiceAccount, does not start
 * without its ConfigMap, and is reached unprotected until its policies are there. What watches pods, or leads to them, comes last.
 */
const STEPS: readonly (readonly string[])[] = [
  ['Namespace'],
  ['PriorityClass', 'RuntimeClass', 'StorageClass', 'CustomResourceDefinition', 'LimitRange', 'ResourceQuota'],
  ['ServiceAccount', 'Role', 'ClusterRole', 'ConfigMap', 'Secret', 'PersistentVolume'],
  ['RoleBinding', 'ClusterRoleBinding', 'PersistentVolumeClaim', 'IngressClass'],
  ['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'ClusterNetworkPolicy'],
  ['Service', 'Endpoints', 'EndpointSlice'],
];

/** The step of custom resources: a Certificate or an ExternalSecret makes what pods wait for. */
const CUSTOM_RESOURCES = STEPS.length;

/** The step of what makes pods, and of every kind that is not named. */
const WORKLOADS = CUSTOM_RESOURCES + 1;

/** The kinds that come after the workloads: those that select their pods, or send them traffic. */
const AFTER_WORKLOADS: ReadonlySet<string> = new Set([
  'APIService',
  'Gateway',
  'GRPCRoute',
  'HorizontalPodAutoscaler',
  'HTTPRoute',
  'Ingress',
  'MutatingWebhookConfiguration',
  'PodDisruptionBudget',
  'PodMonitor',
  'PrometheusRule',
  'ScaledObject',
  'ServiceMonitor',
  'TCPRoute',
  'TLSRoute',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VerticalPodAutoscaler',
]);

/** Objects in the steps in which they are applied: those of one step side by side, after those of the step before. */
export function applySteps(objects: readonly ObjectToSend[]): readonly (readonly ObjectToSend[])[] {
  const steps: ObjectToSend[][] = [];
  for (const object of objects) {
    const step = stepOf(object);
    steps[step] = [...(steps[step] ?? []), object];
  }
  return steps.filter((step) => step !== undefined);
}

/** Whether objects of a kind come after the workloads: they select their pods, or send them traffic. */
export function isAfterWorkloads(kind: string): boolean {
  return AFTER_WORKLOADS.has(kind);
}

/** The step of an object, from 0 on. */
function stepOf({ apiVersion, kind }: ObjectToSend): number {
  const named = STEPS.findIndex((kinds) => kinds.includes(kind));
  if (named >= 0) return named;
  if (isAfterWorkloads(kind)) return WORKLOADS + 1;
  return findKind({ group: groupOf(apiVersion), kind }) === undefined ? CUSTOM_RESOURCES : WORKLOADS;
}
