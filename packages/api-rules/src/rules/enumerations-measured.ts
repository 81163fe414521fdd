/** What an API server of Kubernetes 1.35 answered to values of enumerations, where that is otherwise than for most. */
import { fields } from './field-values-measured.ts';

/** Enumerations of which the server tells an empty text from an absent one, and refuses it. */
export const EMPTY_IS_REFUSED = fields({
  'admissionregistration/v1':
    'MatchResources.matchPolicy MutatingAdmissionPolicySpec.failurePolicy MutatingWebhook.failurePolicy MutatingWebhook.matchPolicy MutatingWebhook.reinvocationPolicy NamedRuleWithOperations.operations NamedRuleWithOperations.scope RuleWithOperations.operations RuleWithOperations.scope ValidatingAdmissionPolicyBindingSpec.validationActions ValidatingAdmissionPolicySpec.failurePolicy ValidatingWebhook.failurePolicy ValidatingWebhook.matchPolicy Validation.reason',
  'autoscaling/v2': 'HPAScalingRules.selectPolicy',
  'certificates/v1': 'CertificateSigningRequestSpec.usages',
  'core/v1':
    'AzureDiskVolumeSource.cachingMode AzureDiskVolumeSource.kind PersistentVolumeClaimSpec.accessModes PersistentVolumeClaimSpec.volumeMode PersistentVolumeSpec.accessModes PersistentVolumeSpec.volumeMode ResourceQuotaSpec.scopes',
  'discovery/v1': 'EndpointPort.protocol',
  'flowcontrol/v1': 'NonResourcePolicyRule.verbs ResourcePolicyRule.verbs',
  'networking/v1': 'IngressClassParametersReference.scope',
  'storage/v1': 'CSIDriverSpec.fsGroupPolicy CSIDriverSpec.volumeLifecycleModes StorageClass.volumeBindingMode',
});

/**
 * Enumerations of which the server takes every value, since with feature gates as they are by default it drops what has them; and
 * those that rules judge.
 */
export const NOT_JUDGED = fields({
  'resource/v1': 'DeviceTaint.effect DeviceToleration.effect DeviceToleration.operator',
});
