import type { FieldsByForm } from '../value-form.ts';

/** The forms of the fields of what extends or guards the API: of webhooks, definitions, devices, flows. See value-forms-measured.ts. */
export const FORMS_OF_EXTENSIONS: FieldsByForm = {
  'api-version': { 'admissionregistration/v1': 'ParamKind.apiVersion' },
  'dns-label': {
    'flowcontrol/v1': 'ServiceAccountSubject.namespace',
    'node/v1': 'RuntimeClass.handler',
    'resource/v1': 'Device.name DeviceRequest.name DeviceSubRequest.name',
  },
  'dns-subdomain': {
    'admissionregistration/v1':
      'MutatingAdmissionPolicyBindingSpec.policyName ValidatingAdmissionPolicyBindingSpec.policyName',
    'apiextensions/v1': 'CustomResourceDefinitionSpec.group',
    'apiregistration/v1': 'APIServiceSpec.group',
    'flowcontrol/v1': 'PriorityLevelConfigurationReference.name',
    'resource/v1': 'DeviceSubRequest.deviceClassName ExactDeviceRequest.deviceClassName ResourceSliceSpec.nodeName!',
  },
  'driver-name': { 'resource/v1': 'OpaqueDeviceConfiguration.driver ResourceSliceSpec.driver' },
  'kind-name': {
    'admissionregistration/v1': 'ParamKind.kind',
    'apiextensions/v1': 'CustomResourceDefinitionNames.kind CustomResourceDefinitionNames.listKind',
  },
  'path-segment': { 'admissionregistration/v1': 'NamedRuleWithOperations.resourceNames ParamRef.name' },
  'qualified-name': {
    'admissionregistration/v1': 'MatchCondition.name',
    'events/v1': 'Event.reportingController',
  },
  'rfc-1035-label': {
    'admissionregistration/v1': 'MutatingWebhook.admissionReviewVersions! ValidatingWebhook.admissionReviewVersions!',
    'apiextensions/v1':
      'CustomResourceDefinitionNames.categories! CustomResourceDefinitionNames.plural CustomResourceDefinitionNames.shortNames! CustomResourceDefinitionNames.singular CustomResourceDefinitionVersion.name WebhookConversion.conversionReviewVersions!',
    'apiregistration/v1': 'APIServiceSpec.version!',
  },
};
