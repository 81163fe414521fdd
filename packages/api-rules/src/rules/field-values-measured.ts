/**
 * Where an API server does otherwise than its documents say, or more, by what a real one of Kubernetes 1.35 answered to single
 * changes of right objects (tools/system/src/field-values-server.test.ts). What it asks for depending on other fields is left
 * to rules. Fields are named with the version of the API group that has their type: `core/v1.ServiceSpec.ports`.
 */

/** Required fields without which, or with an empty list, the server takes an object. */
export const NOT_ASKED_FOR = fields({
  'apiextensions/v1': 'CustomResourceDefinitionVersion.served CustomResourceDefinitionVersion.storage',
  'apps/v1': 'ControllerRevision.revision',
  'batch/v1': 'PodFailurePolicy.rules',
  'core/v1':
    'Event.involvedObject ISCSIPersistentVolumeSource.lun LimitRangeSpec.limits ScaleIOPersistentVolumeSource.secretRef',
  'discovery/v1': 'ForZone.name',
  'meta/v1': 'FieldSelectorRequirement.operator LabelSelectorRequirement.operator',
  'resource/v1':
    'CapacityRequestPolicyRange.min Counter.value CounterSet.counters CounterSet.name DeviceCapacity.value DeviceClass.spec DeviceCounterConsumption.counterSet DeviceCounterConsumption.counters DeviceTaint.effect DeviceTaint.key ResourceClaim.spec ResourceClaimTemplate.spec ResourceClaimTemplateSpec.spec ResourcePool.generation',
  'storage/v1': 'CSIDriver.spec CSINode.spec CSINodeSpec.drivers TokenRequest.audience',
});

/** Fields that the server asks for, and that its documents call optional. */
export const ASKED_FOR = fields({
  'admissionregistration/v1':
    'ApplyConfiguration.expression JSONPatch.expression MutatingAdmissionPolicy.spec MutatingAdmissionPolicyBinding.spec MutatingAdmissionPolicyBindingSpec.policyName MutatingAdmissionPolicySpec.matchConstraints MutatingAdmissionPolicySpec.mutations MutatingAdmissionPolicySpec.reinvocationPolicy NamedRuleWithOperations.apiGroups NamedRuleWithOperations.apiVersions NamedRuleWithOperations.operations NamedRuleWithOperations.resources ParamKind.apiVersion ParamKind.kind ParamRef.parameterNotFoundAction RuleWithOperations.apiGroups RuleWithOperations.apiVersions RuleWithOperations.operations RuleWithOperations.resources ValidatingAdmissionPolicy.spec ValidatingAdmissionPolicyBinding.spec ValidatingAdmissionPolicyBindingSpec.policyName ValidatingAdmissionPolicyBindingSpec.validationActions ValidatingAdmissionPolicySpec.matchConstraints',
  'apiextensions/v1': 'CustomResourceDefinitionVersion.schema CustomResourceValidation.openAPIV3Schema',
  'apiregistration/v1': 'ServiceReference.name ServiceReference.namespace',
  'apps/v1': 'ControllerRevision.data',
  'authentication/v1': 'TokenReviewSpec.token',
  'authorization/v1': 'SelfSubjectRulesReviewSpec.namespace',
  'autoscaling/v1': 'HorizontalPodAutoscaler.spec',
  'autoscaling/v2': 'HorizontalPodAutoscaler.spec',
  'batch/v1': 'CronJob.spec Job.spec JobTemplateSpec.spec',
  'certificates/v1': 'CertificateSigningRequestSpec.usages',
  'core/v1':
    'PersistentVolume.spec PersistentVolumeClaim.spec PersistentVolumeClaimSpec.accessModes PersistentVolumeSpec.accessModes ScaleIOPersistentVolumeSource.volumeName StorageOSPersistentVolumeSource.volumeName VolumeNodeAffinity.required',
  'events/v1': 'Event.action Event.reason Event.reportingController Event.reportingInstance Event.type',
  'flowcontrol/v1': 'FlowSchema.spec LimitedPriorityLevelConfiguration.limitResponse PriorityLevelConfiguration.spec',
  'networking/v1':
    'IPAddress.spec IngressClass.spec IngressClassSpec.controller ServiceCIDR.spec ServiceCIDRSpec.cidrs',
  'networking/v1beta1': 'IPAddress.spec ServiceCIDR.spec ServiceCIDRSpec.cidrs',
  'rbac/v1': 'AggregationRule.clusterRoleSelectors',
  'resource/v1': 'DeviceClaimConfiguration.opaque DeviceClassConfiguration.opaque DeviceSelector.cel',
  'storage/v1': 'VolumeAttributesClass.parameters',
});

/** Fields whose absence the server calls an invalid value, since the types of Go have no absent ones. */
export const ABSENT_IS_INVALID = fields({
  'admissionregistration/v1': 'AuditAnnotation.key',
  'apiextensions/v1': 'CustomResourceDefinitionSpec.versions CustomResourceDefinitionVersion.name',
  'apiregistration/v1': 'APIServiceSpec.groupPriorityMinimum APIServiceSpec.versionPriority',
  'autoscaling/v1': 'HorizontalPodAutoscalerSpec.maxReplicas',
  'autoscaling/v2': 'HPAScalingPolicy.periodSeconds HPAScalingPolicy.value HorizontalPodAutoscalerSpec.maxReplicas',
  'batch/v1': 'PodFailurePolicyOnExitCodesRequirement.values PodFailurePolicyOnPodConditionsPattern.type',
  'certificates/v1': 'CertificateSigningRequestSpec.request',
  'core/v1':
    'EndpointAddress.ip EndpointPort.port LimitRangeItem.type NodeSelectorRequirement.key NodeSelectorRequirement.operator ScopedResourceSelectorRequirement.operator ScopedResourceSelectorRequirement.scopeName Taint.key TopologySelectorLabelRequirement.key',
  'discovery/v1': 'ForNode.name',
  'events/v1': 'Event.type EventSeries.count',
  'meta/v1': 'LabelSelectorRequirement.key',
  'networking/v1': 'HTTPIngressPath.backend',
  'node/v1': 'RuntimeClass.handler',
  'resource/v1':
    'CELDeviceSelector.expression Device.name DeviceRequest.name DeviceSubRequest.name ResourcePool.resourceSliceCount',
  'storage/v1': 'CSIStorageCapacity.storageClassName VolumeAttachmentSpec.nodeName',
});

/** Fields whose absence the server calls a value that it does not support. */
export const ABSENT_IS_NOT_SUPPORTED = fields({
  'autoscaling/v2': 'HPAScalingPolicy.type',
  'flowcontrol/v1': 'FlowDistinguisherMethod.type LimitResponse.type PriorityLevelConfigurationSpec.type Subject.kind',
  'rbac/v1': 'RoleRef.kind Subject.kind',
});

/** Fields whose absence the server tells from an empty text, which it calls a value that it does not support. */
export const EMPTY_IS_NOT_SUPPORTED = fields({
  'admissionregistration/v1': 'MutatingWebhook.sideEffects ValidatingWebhook.sideEffects',
  'networking/v1': 'HTTPIngressPath.pathType',
});

/** The values of fields of which the documents do not say that they are enumerations. */
export const SUPPORTED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'admissionregistration/v1.MutatingAdmissionPolicySpec.failurePolicy': 'Fail Ignore',
    'admissionregistration/v1.MutatingAdmissionPolicySpec.reinvocationPolicy': 'IfNeeded Never',
    'admissionregistration/v1.Mutation.patchType': 'ApplyConfiguration JSONPatch',
    'admissionregistration/v1.ParamRef.parameterNotFoundAction': 'Allow Deny',
    'admissionregistration/v1.Validation.reason': 'Forbidden Invalid RequestEntityTooLarge',
    'apiextensions/v1.CustomResourceConversion.strategy': 'None Webhook',
    'apiextensions/v1.CustomResourceColumnDefinition.format': 'byte date date-time double float int32 int64 password',
    'apiextensions/v1.CustomResourceColumnDefinition.type': 'boolean date integer number string',
    'apiextensions/v1.CustomResourceDefinitionSpec.scope': 'Cluster Namespaced',
    'autoscaling/v2.HPAScalingPolicy.type': 'Percent Pods',
    'autoscaling/v2.HPAScalingRules.selectPolicy': 'Disabled Max Min',
    'autoscaling/v2.MetricTarget.type': 'AverageValue Utilization Value',
    'autoscaling/v2.MetricSpec.type': 'ContainerResource External Object Pods Resource',
    'batch/v1.PodFailurePolicyOnPodConditionsPattern.status': 'False True Unknown',
    'flowcontrol/v1.FlowDistinguisherMethod.type': 'ByNamespace ByUser',
    'flowcontrol/v1.LimitResponse.type': 'Queue Reject',
    'flowcontrol/v1.NonResourcePolicyRule.verbs': '* create delete deletecollection get list patch proxy update watch',
    'flowcontrol/v1.PriorityLevelConfigurationSpec.type': 'Exempt Limited',
    'flowcontrol/v1.ResourcePolicyRule.verbs': '* create delete deletecollection get list patch proxy update watch',
    'flowcontrol/v1.Subject.kind': 'Group ServiceAccount User',
    'networking/v1.IngressClassParametersReference.scope': 'Cluster Namespace',
    'rbac/v1.RoleRef.apiGroup': 'rbac.authorization.k8s.io',
    'rbac/v1.RoleRef.kind': 'ClusterRole Role',
    'rbac/v1.Subject.apiGroup': 'rbac.authorization.k8s.io',
    'rbac/v1.Subject.kind': 'Group ServiceAccount User',
    'storage/v1.CSIDriverSpec.fsGroupPolicy': 'File None ReadWriteOnceWithFSType',
    'storage/v1.CSIDriverSpec.volumeLifecycleModes': 'Ephemeral Persistent',
  }).map(([name, values]) => [name, values.split(' ')]),
);

/** Fields of which the server calls other values invalid, and not unsupported. */
export const OTHERS_ARE_INVALID = fields({
  'apiextensions/v1': 'CustomResourceColumnDefinition.format CustomResourceColumnDefinition.type',
  'autoscaling/v2': 'MetricTarget.type',
  'core/v1':
    'NodeSelectorRequirement.operator ScopedResourceSelectorRequirement.operator ScopedResourceSelectorRequirement.scopeName',
});

/** Fields, and types, whose values are judged by rules alone. */
export const LEFT_TO_RULES = fields({
  'apiextensions/v1': 'JSONSchemaProps',
  'core/v1': 'PersistentVolumeClaimSpec.dataSource PersistentVolumeClaimSpec.dataSourceRef',
  'meta/v1': 'LabelSelector',
});

/** Names of fields, with the Go package of their types before them. */
export function fields(byPackage: Readonly<Record<string, string>>): ReadonlySet<string> {
  return new Set(
    Object.entries(byPackage).flatMap(([goPackage, names]) => names.split(' ').map((name) => `${goPackage}.${name}`)),
  );
}
