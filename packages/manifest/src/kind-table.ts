import type { FieldPath } from './field-path.ts';

/** The facts about one of Kubernetes' own kinds. */
export interface Kind {
  /** The API group: `apps`; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /**
   * The versions in which Kubernetes 1.33 to 1.36 serve it, the newest stable one first. Alpha and beta versions are
   * included, most of which an API server serves only if they are enabled.
   */
  readonly versions: readonly [string, ...string[]];
  /** Whether its objects are in namespaces or of the whole cluster, in the words of a CustomResourceDefinition. */
  readonly scope: 'Namespaced' | 'Cluster';
  /** The path of the pod template in its objects. For a Pod, which has the fields of a template itself: `[]`. */
  readonly podTemplate?: FieldPath;
  /** Whether `spec.replicas` is the number of pods; 1 if it is absent. */
  readonly scales?: true;
  /** Whether its controller replaces the running pods when the template changes. */
  readonly rolls?: true;
  /** Whether its pods run until they are replaced, or do their work and end. Absent for a Pod, which may do either. */
  readonly pods?: 'long-running' | 'run-to-completion';
}

const TEMPLATE = { podTemplate: ['spec', 'template'] } as const;
const LONG_RUNNING = { pods: 'long-running' } as const;
const RUN_TO_COMPLETION = { pods: 'run-to-completion' } as const;

/**
 * Every kind that the API server of Kubernetes 1.33 to 1.36 serves, by its published OpenAPI documents, without the kinds of
 * options and scales, which are only sent to subresources. All facts about kinds are in this table.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export const KINDS: readonly Kind[] = [
  namespaced('', 'Binding', 'v1'),
  cluster('', 'ComponentStatus', 'v1'),
  namespaced('', 'ConfigMap', 'v1'),
  namespaced('', 'Endpoints', 'v1'),
  namespaced('', 'Event', 'v1'),
  namespaced('', 'LimitRange', 'v1'),
  cluster('', 'Namespace', 'v1'),
  cluster('', 'Node', 'v1'),
  cluster('', 'PersistentVolume', 'v1'),
  namespaced('', 'PersistentVolumeClaim', 'v1'),
  { ...namespaced('', 'Pod', 'v1'), podTemplate: [] },
  namespaced('', 'PodTemplate', 'v1'),
  { ...namespaced('', 'ReplicationController', 'v1'), ...TEMPLATE, ...LONG_RUNNING, scales: true },
  namespaced('', 'ResourceQuota', 'v1'),
  namespaced('', 'Secret', 'v1'),
  namespaced('', 'Service', 'v1'),
  namespaced('', 'ServiceAccount', 'v1'),
  cluster('admissionregistration.k8s.io', 'MutatingAdmissionPolicy', 'v1 v1beta1 v1alpha1'),
  cluster('admissionregistration.k8s.io', 'MutatingAdmissionPolicyBinding', 'v1 v1beta1 v1alpha1'),
  cluster('admissionregistration.k8s.io', 'MutatingWebhookConfiguration', 'v1'),
  cluster('admissionregistration.k8s.io', 'ValidatingAdmissionPolicy', 'v1 v1beta1'),
  cluster('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding', 'v1 v1beta1'),
  cluster('admissionregistration.k8s.io', 'ValidatingWebhookConfiguration', 'v1'),
  cluster('apiextensions.k8s.io', 'CustomResourceDefinition', 'v1'),
  cluster('apiregistration.k8s.io', 'APIService', 'v1'),
  namespaced('apps', 'ControllerRevision', 'v1'),
  { ...namespaced('apps', 'DaemonSet', 'v1'), ...TEMPLATE, ...LONG_RUNNING, rolls: true },
  { ...namespaced('apps', 'Deployment', 'v1'), ...TEMPLATE, ...LONG_RUNNING, scales: true, rolls: true },
  { ...namespaced('apps', 'ReplicaSet', 'v1'), ...TEMPLATE, ...LONG_RUNNING, scales: true },
  { ...namespaced('apps', 'StatefulSet', 'v1'), ...TEMPLATE, ...LONG_RUNNING, scales: true, rolls: true },
  cluster('authentication.k8s.io', 'SelfSubjectReview', 'v1'),
  namespaced('authentication.k8s.io', 'TokenRequest', 'v1'),
  cluster('authentication.k8s.io', 'TokenReview', 'v1'),
  namespaced('authorization.k8s.io', 'LocalSubjectAccessReview', 'v1'),
  cluster('authorization.k8s.io', 'SelfSubjectAccessReview', 'v1'),
  cluster('authorization.k8s.io', 'SelfSubjectRulesReview', 'v1'),
  cluster('authorization.k8s.io', 'SubjectAccessReview', 'v1'),
  namespaced('autoscaling', 'HorizontalPodAutoscaler', 'v2 v1'),
  {
    ...namespaced('batch', 'CronJob', 'v1'),
    podTemplate: ['spec', 'jobTemplate', 'spec', 'template'],
    ...RUN_TO_COMPLETION,
  },
  { ...namespaced('batch', 'Job', 'v1'), ...TEMPLATE, ...RUN_TO_COMPLETION },
  cluster('certificates.k8s.io', 'CertificateSigningRequest', 'v1'),
  cluster('certificates.k8s.io', 'ClusterTrustBundle', 'v1beta1 v1alpha1'),
  namespaced('certificates.k8s.io', 'PodCertificateRequest', 'v1beta1 v1alpha1'),
  namespaced('coordination.k8s.io', 'Lease', 'v1'),
  namespaced('coordination.k8s.io', 'LeaseCandidate', 'v1beta1 v1alpha2'),
  namespaced('discovery.k8s.io', 'EndpointSlice', 'v1'),
  namespaced('events.k8s.io', 'Event', 'v1'),
  cluster('flowcontrol.apiserver.k8s.io', 'FlowSchema', 'v1'),
  cluster('flowcontrol.apiserver.k8s.io', 'PriorityLevelConfiguration', 'v1'),
  cluster('internal.apiserver.k8s.io', 'StorageVersion', 'v1alpha1'),
  cluster('networking.k8s.io', 'IPAddress', 'v1 v1beta1'),
  namespaced('networking.k8s.io', 'Ingress', 'v1'),
  cluster('networking.k8s.io', 'IngressClass', 'v1'),
  namespaced('networking.k8s.io', 'NetworkPolicy', 'v1'),
  cluster('networking.k8s.io', 'ServiceCIDR', 'v1 v1beta1'),
  cluster('node.k8s.io', 'RuntimeClass', 'v1'),
  namespaced('policy', 'Eviction', 'v1'),
  namespaced('policy', 'PodDisruptionBudget', 'v1'),
  cluster('rbac.authorization.k8s.io', 'ClusterRole', 'v1'),
  cluster('rbac.authorization.k8s.io', 'ClusterRoleBinding', 'v1'),
  namespaced('rbac.authorization.k8s.io', 'Role', 'v1'),
  namespaced('rbac.authorization.k8s.io', 'RoleBinding', 'v1'),
  cluster('resource.k8s.io', 'DeviceClass', 'v1 v1beta2 v1beta1 v1alpha3'),
  cluster('resource.k8s.io', 'DeviceTaintRule', 'v1beta2 v1alpha3'),
  namespaced('resource.k8s.io', 'ResourceClaim', 'v1 v1beta2 v1beta1 v1alpha3'),
  namespaced('resource.k8s.io', 'ResourceClaimTemplate', 'v1 v1beta2 v1beta1 v1alpha3'),
  cluster('resource.k8s.io', 'ResourcePoolStatusRequest', 'v1alpha3'),
  cluster('resource.k8s.io', 'ResourceSlice', 'v1 v1beta2 v1beta1 v1alpha3'),
  namespaced('scheduling.k8s.io', 'PodGroup', 'v1alpha2'),
  cluster('scheduling.k8s.io', 'PriorityClass', 'v1'),
  namespaced('scheduling.k8s.io', 'Workload', 'v1alpha2 v1alpha1'),
  cluster('storage.k8s.io', 'CSIDriver', 'v1'),
  cluster('storage.k8s.io', 'CSINode', 'v1'),
  namespaced('storage.k8s.io', 'CSIStorageCapacity', 'v1'),
  cluster('storage.k8s.io', 'StorageClass', 'v1'),
  cluster('storage.k8s.io', 'VolumeAttachment', 'v1'),
  cluster('storage.k8s.io', 'VolumeAttributesClass', 'v1 v1beta1 v1alpha1'),
  cluster('storagemigration.k8s.io', 'StorageVersionMigration', 'v1beta1 v1alpha1'),
];

/** Common custom resources that are of the whole cluster, as `group kind`. Others are taken to be in namespaces. */
export const CLUSTER_SCOPED_CUSTOM_RESOURCES: ReadonlySet<string> = new Set([
  'cert-manager.io ClusterIssuer',
  'cilium.io CiliumClusterwideNetworkPolicy',
  'external-secrets.io ClusterExternalSecret',
  'external-secrets.io ClusterSecretStore',
  'gateway.networking.k8s.io GatewayClass',
  'keda.sh ClusterTriggerAuthentication',
  'kyverno.io ClusterPolicy',
  'policy.networking.k8s.io AdminNetworkPolicy',
  'policy.networking.k8s.io BaselineAdminNetworkPolicy',
  'policy.networking.k8s.io ClusterNetworkPolicy',
  'snapshot.storage.k8s.io VolumeSnapshotClass',
  'snapshot.storage.k8s.io VolumeSnapshotContent',
]);

function namespaced(group: string, kind: string, versions: string): Kind {
  return { group, kind, versions: versionsOf(versions), scope: 'Namespaced' };
}

function cluster(group: string, kind: string, versions: string): Kind {
  return { group, kind, versions: versionsOf(versions), scope: 'Cluster' };
}

function versionsOf(text: string): Kind['versions'] {
  const [newest = '', ...others] = text.split(' ');
  return [newest, ...others];
}
