/** What became of API versions of Kubernetes' own kinds: which are deprecated, which are removed, and what replaces them. */

/** What became of a kind in an API version. */
export interface ApiLifecycle {
  readonly apiVersion: string;
  readonly kind: string;
  /** The version of Kubernetes that deprecated it; absent if it is of no interest, since no known version serves it any more. */
  readonly deprecated?: string;
  /** The first version of Kubernetes that does not serve it; absent if none is known. */
  readonly removed?: string;
  /** The API version of the same kind that replaces it; with a kind, if that is another: `discovery.k8s.io/v1 EndpointSlice`. */
  readonly replacement?: string;
  /** The version of Kubernetes that is the first to serve the replacement. */
  readonly since?: string;
  /** What to do besides writing the other API version, or where nothing replaces it. */
  readonly advice?: string;
}

type Facts = Omit<ApiLifecycle, 'apiVersion' | 'kind'>;

const SELECTOR = 'There, spec.selector is required.';
const BACKENDS =
  'There, each path has a pathType, spec.backend is defaultBackend, and a backend has service.name and service.port.number.';
const METRICS = 'There, a metric has its value in target: target.type and target.averageUtilization.';
const NOMINAL = 'There, spec.limited.assuredConcurrencyShares is nominalConcurrencyShares.';

/** One line of facts: the version that removed it, what replaces it, and since when. */
function removed(removedIn: string, replacement: string, since: string, advice?: string): Facts {
  return { removed: removedIn, replacement, since, ...(advice === undefined ? {} : { advice }) };
}

/** One line of facts about what is still served. */
function deprecated(deprecatedIn: string, removedIn?: string, replacement?: readonly [string, string]): Facts {
  const [name, since] = replacement ?? [];
  return {
    deprecated: deprecatedIn,
    ...(removedIn === undefined ? {} : { removed: removedIn }),
    ...(name === undefined || since === undefined ? {} : { replacement: name, since }),
  };
}

/**
 * By API version, the names of kinds with what became of them. Those that Kubernetes 1.33 to 1.36 remove or have deprecated are
 * as their API servers say it in warnings; the others are those of the migration guide.
 *
 * @see https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const LIFECYCLES: Readonly<Record<string, Readonly<Record<string, Facts>>>> = {
  v1: {
    ComponentStatus: { deprecated: '1.19', advice: 'Ask the API server for its health instead: /readyz.' },
    Endpoints: deprecated('1.33', undefined, ['discovery.k8s.io/v1 EndpointSlice', '1.21']),
  },
  'admissionregistration.k8s.io/v1alpha1': {
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding': deprecated('1.35', '1.38', [
      'admissionregistration.k8s.io/v1beta1',
      '1.34',
    ]),
  },
  'admissionregistration.k8s.io/v1beta1': {
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration': removed(
      '1.22',
      'admissionregistration.k8s.io/v1',
      '1.16',
      'There, sideEffects and admissionReviewVersions are required.',
    ),
  },
  'apiextensions.k8s.io/v1beta1': {
    CustomResourceDefinition: removed(
      '1.22',
      'apiextensions.k8s.io/v1',
      '1.16',
      'There, spec.versions, each with a schema, stands for spec.version and spec.validation, and spec.scope is required.',
    ),
  },
  'apiregistration.k8s.io/v1beta1': { APIService: removed('1.22', 'apiregistration.k8s.io/v1', '1.10') },
  'apps/v1beta1': {
    'ControllerRevision Deployment StatefulSet': removed('1.16', 'apps/v1', '1.9', SELECTOR),
  },
  'apps/v1beta2': {
    'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet': removed('1.16', 'apps/v1', '1.9', SELECTOR),
  },
  'auditregistration.k8s.io/v1alpha1': {
    AuditSink: { removed: '1.19', advice: 'Nothing replaces it: name a webhook in the flags of the API server.' },
  },
  'authentication.k8s.io/v1beta1': { TokenReview: removed('1.22', 'authentication.k8s.io/v1', '1.6') },
  'authorization.k8s.io/v1beta1': {
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview': removed(
      '1.22',
      'authorization.k8s.io/v1',
      '1.6',
      'There, spec.group is spec.groups.',
    ),
  },
  'autoscaling/v2beta1': { HorizontalPodAutoscaler: removed('1.25', 'autoscaling/v2', '1.23', METRICS) },
  'autoscaling/v2beta2': { HorizontalPodAutoscaler: removed('1.26', 'autoscaling/v2', '1.23') },
  'batch/v1beta1': { CronJob: removed('1.25', 'batch/v1', '1.21') },
  'batch/v2alpha1': { CronJob: removed('1.21', 'batch/v1', '1.21') },
  'certificates.k8s.io/v1alpha1': {
    ClusterTrustBundle: deprecated('1.34', '1.37', ['certificates.k8s.io/v1beta1', '1.33']),
  },
  'certificates.k8s.io/v1beta1': {
    CertificateSigningRequest: removed(
      '1.22',
      'certificates.k8s.io/v1',
      '1.19',
      'There, spec.signerName and spec.usages are required.',
    ),
    ClusterTrustBundle: deprecated('1.36', '1.39'),
  },
  'coordination.k8s.io/v1alpha2': {
    LeaseCandidate: deprecated('1.35', '1.38', ['coordination.k8s.io/v1beta1', '1.33']),
  },
  'coordination.k8s.io/v1beta1': {
    Lease: removed('1.22', 'coordination.k8s.io/v1', '1.14'),
    LeaseCandidate: deprecated('1.36', '1.39'),
  },
  'discovery.k8s.io/v1beta1': {
    EndpointSlice: removed('1.25', 'discovery.k8s.io/v1', '1.21', 'There, nodeName and zone stand for topology.'),
  },
  'events.k8s.io/v1beta1': { Event: removed('1.25', 'events.k8s.io/v1', '1.19') },
  'extensions/v1beta1': {
    'DaemonSet Deployment ReplicaSet': removed('1.16', 'apps/v1', '1.9', SELECTOR),
    Ingress: removed('1.22', 'networking.k8s.io/v1', '1.19', BACKENDS),
    NetworkPolicy: removed('1.16', 'networking.k8s.io/v1', '1.8'),
    PodSecurityPolicy: {
      removed: '1.16',
      advice: 'Nothing replaces it: label Namespaces with a level of Pod Security instead.',
    },
  },
  'flowcontrol.apiserver.k8s.io/v1beta1': {
    FlowSchema: removed('1.26', 'flowcontrol.apiserver.k8s.io/v1', '1.29'),
    PriorityLevelConfiguration: removed('1.26', 'flowcontrol.apiserver.k8s.io/v1', '1.29', NOMINAL),
  },
  'flowcontrol.apiserver.k8s.io/v1beta2': {
    FlowSchema: removed('1.29', 'flowcontrol.apiserver.k8s.io/v1', '1.29'),
    PriorityLevelConfiguration: removed('1.29', 'flowcontrol.apiserver.k8s.io/v1', '1.29', NOMINAL),
  },
  'flowcontrol.apiserver.k8s.io/v1beta3': {
    'FlowSchema PriorityLevelConfiguration': removed('1.32', 'flowcontrol.apiserver.k8s.io/v1', '1.29'),
  },
  'networking.k8s.io/v1beta1': {
    'IPAddress ServiceCIDR': deprecated('1.34', '1.37', ['networking.k8s.io/v1', '1.33']),
    Ingress: removed('1.22', 'networking.k8s.io/v1', '1.19', BACKENDS),
    IngressClass: removed('1.22', 'networking.k8s.io/v1', '1.19'),
  },
  'node.k8s.io/v1beta1': { RuntimeClass: removed('1.25', 'node.k8s.io/v1', '1.20') },
  'policy/v1beta1': {
    PodDisruptionBudget: removed(
      '1.25',
      'policy/v1',
      '1.21',
      'There, an empty spec.selector means all pods of the namespace, not none.',
    ),
    PodSecurityPolicy: {
      removed: '1.25',
      advice: 'Nothing replaces it: label Namespaces with a level of Pod Security instead.',
    },
  },
  'rbac.authorization.k8s.io/v1beta1': {
    'ClusterRole ClusterRoleBinding Role RoleBinding': removed('1.22', 'rbac.authorization.k8s.io/v1', '1.8'),
  },
  'resource.k8s.io/v1beta1': {
    'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice': deprecated('1.35', '1.38', [
      'resource.k8s.io/v1',
      '1.34',
    ]),
  },
  'resource.k8s.io/v1beta2': {
    'DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice': deprecated('1.36', '1.39', [
      'resource.k8s.io/v1',
      '1.34',
    ]),
  },
  'scheduling.k8s.io/v1beta1': { PriorityClass: removed('1.22', 'scheduling.k8s.io/v1', '1.14') },
  'settings.k8s.io/v1alpha1': {
    PodPreset: { removed: '1.20', advice: 'Nothing replaces it: write what it adds into the pods themselves.' },
  },
  'storage.k8s.io/v1beta1': {
    CSIDriver: removed('1.22', 'storage.k8s.io/v1', '1.19'),
    CSINode: removed('1.22', 'storage.k8s.io/v1', '1.17'),
    CSIStorageCapacity: removed('1.27', 'storage.k8s.io/v1', '1.24'),
    StorageClass: removed('1.22', 'storage.k8s.io/v1', '1.6'),
    VolumeAttachment: removed('1.22', 'storage.k8s.io/v1', '1.13'),
    VolumeAttributesClass: deprecated('1.34', '1.37', ['storage.k8s.io/v1', '1.34']),
  },
};

/** What became of a kind in an API version; undefined if nothing did, or it is not one of Kubernetes. */
export function lifecycleOf(apiVersion: string, kind: string): ApiLifecycle | undefined {
  const kinds = Object.hasOwn(LIFECYCLES, apiVersion) ? LIFECYCLES[apiVersion] : undefined;
  const found = Object.entries(kinds ?? {}).find(([names]) => names.split(' ').includes(kind));
  return found && { apiVersion, kind, ...found[1] };
}

/** Every kind in an API version of which something became. */
export function allLifecycles(): readonly ApiLifecycle[] {
  return Object.entries(LIFECYCLES).flatMap(([apiVersion, kinds]) =>
    Object.entries(kinds).flatMap(([names, facts]) => names.split(' ').map((kind) => ({ apiVersion, kind, ...facts }))),
  );
}

/** The API groups that no version of Kubernetes serves any more, and that nobody else may have. */
export const REMOVED_GROUPS: readonly string[] = ['extensions', 'auditregistration.k8s.io', 'settings.k8s.io'];
