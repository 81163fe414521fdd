/** What an API server says of equal entries of lists, by what a real one of Kubernetes 1.35 answered. */

/** The lists of which it refuses entries that are equal in some fields; in no fields: entries that are equal themselves. */
export const DUPLICATES_REFUSED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'admissionregistration/v1.MutatingAdmissionPolicySpec.matchConditions': 'name',
    'admissionregistration/v1.MutatingWebhook.admissionReviewVersions': '',
    'admissionregistration/v1.MutatingWebhook.matchConditions': 'name',
    'admissionregistration/v1.MutatingWebhookConfiguration.webhooks': 'name',
    'admissionregistration/v1.NamedRuleWithOperations.resourceNames': '',
    'admissionregistration/v1.ValidatingAdmissionPolicyBindingSpec.validationActions': '',
    'admissionregistration/v1.ValidatingAdmissionPolicySpec.auditAnnotations': 'key',
    'admissionregistration/v1.ValidatingAdmissionPolicySpec.matchConditions': 'name',
    'admissionregistration/v1.ValidatingWebhook.admissionReviewVersions': '',
    'admissionregistration/v1.ValidatingWebhook.matchConditions': 'name',
    'admissionregistration/v1.ValidatingWebhookConfiguration.webhooks': 'name',
    'apiextensions/v1.CustomResourceDefinitionSpec.versions': 'name',
    'apiextensions/v1.CustomResourceDefinitionVersion.selectableFields': 'jsonPath',
    'apiextensions/v1.WebhookConversion.conversionReviewVersions': '',
    'batch/v1.PodFailurePolicyOnExitCodesRequirement.values': '',
    'certificates/v1.CertificateSigningRequestSpec.usages': '',
    'core/v1.LimitRangeSpec.limits': 'type',
    'core/v1.NodeSpec.podCIDRs': '',
    'core/v1.NodeSpec.taints': 'key effect',
    'core/v1.TopologySelectorLabelRequirement.values': '',
    'core/v1.TopologySelectorTerm.matchLabelExpressions': 'key',
    'discovery/v1.EndpointHints.forNodes': 'name',
    'discovery/v1.EndpointHints.forZones': 'name',
    'networking/v1.ServiceCIDRSpec.cidrs': '',
    'resource/v1.DeviceClaim.requests': 'name',
    'resource/v1.DeviceClaimConfiguration.requests': '',
    'resource/v1.DeviceConstraint.requests': '',
    'resource/v1.DeviceRequest.firstAvailable': 'name',
    'resource/v1.ResourceSliceSpec.devices': 'name',
    'storage/v1.CSIDriverSpec.tokenRequests': 'audience',
    'storage/v1.CSINodeDriver.topologyKeys': '',
    'storage/v1.CSINodeSpec.drivers': 'name',
  }).map(([name, keys]) => [name, keys.split(' ').filter(Boolean)]),
);

/** Of these it calls the equal entry an invalid value, and not a duplicate. */
export const DUPLICATES_ARE_INVALID: ReadonlySet<string> = new Set([
  'admissionregistration/v1.MutatingWebhook.admissionReviewVersions',
  'admissionregistration/v1.ValidatingWebhook.admissionReviewVersions',
  'apiextensions/v1.CustomResourceDefinitionSpec.versions',
  'apiextensions/v1.WebhookConversion.conversionReviewVersions',
  'core/v1.NodeSpec.podCIDRs',
  'networking/v1.ServiceCIDRSpec.cidrs',
]);
