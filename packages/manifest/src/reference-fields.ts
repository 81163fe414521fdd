/** A field that holds the name of another object. */
export interface ReferenceField {
  /**
   * The path of the field; `[]` is each entry of a list, and a key with dots is in quotes: `spec.tls[].secretName`,
   * `metadata.labels["kubernetes.io/service-name"]`.
   */
  readonly path: string;
  /**
   * The kind that is referred to, with its group before it: `ConfigMap`, `storage.k8s.io StorageClass`. `beside` if fields
   * beside the name say it: `kind`, and `apiGroup`, `group` or `apiVersion`.
   */
  readonly to: string;
  /** The field beside the name that names a key of the object: `key`, or the `key` of each of `items`. Default: none. */
  readonly keys?: 'key' | 'items';
  /** Whether a field `namespace` beside the name may name another namespace. Default: false. */
  readonly namespaceBeside?: true;
  /** The group of the kind beside the name, if no group is beside it. Default: the core group. */
  readonly defaultGroup?: string;
  /** The kind if no kind is beside the name. Default: there is no reference then. */
  readonly defaultKind?: string;
  /** Kinds beside the name that are not objects. Default: none. */
  readonly notObjects?: readonly string[];
  /** A field beside the name that is read instead, if it is there. Default: none. */
  readonly unless?: string;
  /** The field beside the name of a Service that has the number or name of its port. Default: none. */
  readonly portBeside?: 'port';
  /** The port if the field beside the name is absent. Default: none is referred to then. */
  readonly defaultPort?: number;
}

/**
 * The fields of the spec of a pod that refer to other objects.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export const POD_REFERENCES: readonly ReferenceField[] = [
  ...['initContainers', 'containers', 'ephemeralContainers'].flatMap((list): readonly ReferenceField[] => [
    { path: `${list}[].envFrom[].configMapRef.name`, to: 'ConfigMap' },
    { path: `${list}[].envFrom[].secretRef.name`, to: 'Secret' },
    { path: `${list}[].env[].valueFrom.configMapKeyRef.name`, to: 'ConfigMap', keys: 'key' },
    { path: `${list}[].env[].valueFrom.secretKeyRef.name`, to: 'Secret', keys: 'key' },
  ]),
  { path: 'volumes[].configMap.name', to: 'ConfigMap', keys: 'items' },
  { path: 'volumes[].secret.secretName', to: 'Secret', keys: 'items' },
  { path: 'volumes[].projected.sources[].configMap.name', to: 'ConfigMap', keys: 'items' },
  { path: 'volumes[].projected.sources[].secret.name', to: 'Secret', keys: 'items' },
  {
    path: 'volumes[].projected.sources[].clusterTrustBundle.name',
    to: 'certificates.k8s.io ClusterTrustBundle',
  },
  { path: 'volumes[].persistentVolumeClaim.claimName', to: 'PersistentVolumeClaim' },
  ...claimReferences('volumes[].ephemeral.volumeClaimTemplate.spec'),
  { path: 'volumes[].csi.nodePublishSecretRef.name', to: 'Secret' },
  {
    path: 'volumes[].csi.volumeAttributes.secretProviderClass',
    to: 'secrets-store.csi.x-k8s.io SecretProviderClass',
  },
  { path: 'volumes[].glusterfs.endpoints', to: 'Endpoints' },
  { path: 'volumes[].azureFile.secretName', to: 'Secret' },
  ...['cephfs', 'cinder', 'flexVolume', 'iscsi', 'rbd', 'scaleIO', 'storageos'].map((volume) => ({
    path: `volumes[].${volume}.secretRef.name`,
    to: 'Secret',
  })),
  { path: 'imagePullSecrets[].name', to: 'Secret' },
  { path: 'serviceAccountName', to: 'ServiceAccount' },
  // The old name of the same field: an API server copies each to the other.
  { path: 'serviceAccount', to: 'ServiceAccount', unless: 'serviceAccountName' },
  { path: 'priorityClassName', to: 'scheduling.k8s.io PriorityClass' },
  { path: 'runtimeClassName', to: 'node.k8s.io RuntimeClass' },
  { path: 'nodeName', to: 'Node' },
  { path: 'resourceClaims[].resourceClaimName', to: 'resource.k8s.io ResourceClaim' },
  { path: 'resourceClaims[].resourceClaimTemplateName', to: 'resource.k8s.io ResourceClaimTemplate' },
];

/** The fields of other kinds, by group and kind. Fields that controllers write, such as owner references, are left out. */
export const OBJECT_REFERENCES: Readonly<Record<string, readonly ReferenceField[]>> = {
  ServiceAccount: [
    { path: 'secrets[].name', to: 'Secret' },
    { path: 'imagePullSecrets[].name', to: 'Secret' },
  ],
  PersistentVolumeClaim: claimReferences('spec'),
  PodTemplate: POD_REFERENCES.map((field) => ({ ...field, path: `template.spec.${field.path}` })),
  PersistentVolume: [
    { path: 'spec.storageClassName', to: 'storage.k8s.io StorageClass' },
    { path: 'spec.volumeAttributesClassName', to: 'storage.k8s.io VolumeAttributesClass' },
    { path: 'spec.claimRef.name', to: 'PersistentVolumeClaim', namespaceBeside: true },
    ...['controllerExpand', 'controllerPublish', 'nodeExpand', 'nodePublish', 'nodeStage'].map(
      (when): ReferenceField => ({ path: `spec.csi.${when}SecretRef.name`, to: 'Secret', namespaceBeside: true }),
    ),
  ],
  'apps StatefulSet': [
    { path: 'spec.serviceName', to: 'Service' },
    ...claimReferences('spec.volumeClaimTemplates[].spec'),
  ],
  'autoscaling HorizontalPodAutoscaler': [
    { path: 'spec.scaleTargetRef.name', to: 'beside' },
    { path: 'spec.metrics[].object.describedObject.name', to: 'beside' },
  ],
  'networking.k8s.io Ingress': [
    { path: 'spec.ingressClassName', to: 'networking.k8s.io IngressClass' },
    { path: 'spec.defaultBackend.service.name', to: 'Service' },
    { path: 'spec.defaultBackend.resource.name', to: 'beside' },
    { path: 'spec.rules[].http.paths[].backend.service.name', to: 'Service' },
    { path: 'spec.rules[].http.paths[].backend.resource.name', to: 'beside' },
    { path: 'spec.tls[].secretName', to: 'Secret' },
    ...issuerAnnotations(),
  ],
  'networking.k8s.io IngressClass': [{ path: 'spec.parameters.name', to: 'beside', namespaceBeside: true }],
  'rbac.authorization.k8s.io RoleBinding': bindingReferences(),
  'rbac.authorization.k8s.io ClusterRoleBinding': bindingReferences(),
  'discovery.k8s.io EndpointSlice': [{ path: 'metadata.labels["kubernetes.io/service-name"]', to: 'Service' }],
  'resource.k8s.io ResourceClaim': deviceReferences('spec'),
  'resource.k8s.io ResourceClaimTemplate': deviceReferences('spec.spec'),
  'admissionregistration.k8s.io ValidatingAdmissionPolicyBinding': [
    { path: 'spec.policyName', to: 'admissionregistration.k8s.io ValidatingAdmissionPolicy' },
  ],
  'admissionregistration.k8s.io MutatingAdmissionPolicyBinding': [
    { path: 'spec.policyName', to: 'admissionregistration.k8s.io MutatingAdmissionPolicy' },
  ],
  'admissionregistration.k8s.io ValidatingWebhookConfiguration': webhookReferences('webhooks[].clientConfig.service'),
  'admissionregistration.k8s.io MutatingWebhookConfiguration': webhookReferences('webhooks[].clientConfig.service'),
  'apiregistration.k8s.io APIService': webhookReferences('spec.service'),
  'apiextensions.k8s.io CustomResourceDefinition': webhookReferences('spec.conversion.webhook.clientConfig.service'),
  'flowcontrol.apiserver.k8s.io FlowSchema': [
    {
      path: 'spec.priorityLevelConfiguration.name',
      to: 'flowcontrol.apiserver.k8s.io PriorityLevelConfiguration',
    },
  ],
};

/** The fields of the spec of a PersistentVolumeClaim. */
function claimReferences(spec: string): readonly ReferenceField[] {
  return [
    { path: `${spec}.storageClassName`, to: 'storage.k8s.io StorageClass' },
    { path: `${spec}.volumeAttributesClassName`, to: 'storage.k8s.io VolumeAttributesClass' },
    { path: `${spec}.volumeName`, to: 'PersistentVolume' },
    { path: `${spec}.dataSource.name`, to: 'beside' },
    { path: `${spec}.dataSourceRef.name`, to: 'beside', namespaceBeside: true },
  ];
}

function bindingReferences(): readonly ReferenceField[] {
  return [
    { path: 'roleRef.name', to: 'beside', defaultGroup: 'rbac.authorization.k8s.io' },
    { path: 'subjects[].name', to: 'beside', namespaceBeside: true, notObjects: ['User', 'Group'] },
  ];
}

function deviceReferences(spec: string): readonly ReferenceField[] {
  const to = 'resource.k8s.io DeviceClass';
  return [
    { path: `${spec}.devices.requests[].deviceClassName`, to },
    { path: `${spec}.devices.requests[].exactly.deviceClassName`, to },
    { path: `${spec}.devices.requests[].firstAvailable[].deviceClassName`, to },
  ];
}

function webhookReferences(service: string): readonly ReferenceField[] {
  return [{ path: `${service}.name`, to: 'Service', namespaceBeside: true, portBeside: 'port', defaultPort: 443 }];
}

/**
 * The annotations by which cert-manager finds the issuer of the certificates of an Ingress or a Gateway.
 *
 * @see https://cert-manager.io/docs/usage/ingress/#supported-annotations
 */
export function issuerAnnotations(): readonly ReferenceField[] {
  return [
    { path: 'metadata.annotations["cert-manager.io/issuer"]', to: 'cert-manager.io Issuer' },
    { path: 'metadata.annotations["cert-manager.io/cluster-issuer"]', to: 'cert-manager.io ClusterIssuer' },
  ];
}
