import type { FieldsByForm, ValueForm } from '../value-form.ts';
import { FORMS_OF_EXTENSIONS } from './value-forms-of-extensions.ts';

/**
 * The forms of the values of fields, of the entries of lists and of the values of maps, by what a real API server of Kubernetes
 * 1.35 answered. An empty text has none, but for fields with `!`. Fields are named as in field-values-measured.ts.
 */
const FIELDS: FieldsByForm = {
  'absolute-path': { 'core/v1': 'NFSVolumeSource.path' },
  'canonical-cidr': { 'networking/v1': 'ServiceCIDRSpec.cidrs!', 'networking/v1beta1': 'ServiceCIDRSpec.cidrs!' },
  'dns-label': {
    'autoscaling/v2': 'ContainerResourceMetricSource.container',
    'core/v1':
      'EndpointAddress.hostname EndpointPort.name GlusterfsPersistentVolumeSource.endpointsNamespace! StorageOSPersistentVolumeSource.volumeName StorageOSPersistentVolumeSource.volumeNamespace',
    'discovery/v1': 'Endpoint.hostname! EndpointPort.name',
  },
  'dns-subdomain': {
    'core/v1':
      'EndpointAddress.nodeName! PersistentVolumeClaimSpec.storageClassName PersistentVolumeClaimSpec.volumeAttributesClassName PersistentVolumeSpec.storageClassName PersistentVolumeSpec.volumeAttributesClassName',
    'discovery/v1': 'Endpoint.nodeName! ForNode.name',
    'networking/v1':
      'IngressClassParametersReference.apiGroup! IngressSpec.ingressClassName! IngressTLS.secretName ParentReference.group',
    'networking/v1beta1': 'ParentReference.group',
    'storage/v1':
      'CSIStorageCapacity.storageClassName VolumeAttachmentSource.persistentVolumeName VolumeAttachmentSpec.nodeName',
  },
  'driver-name': {
    'core/v1': 'CSIPersistentVolumeSource.driver',
    'storage/v1': 'CSINodeDriver.name VolumeAttachmentSpec.attacher',
  },
  'group-version': {
    'autoscaling/v1': 'CrossVersionObjectReference.apiVersion',
    'autoscaling/v2': 'CrossVersionObjectReference.apiVersion',
  },
  'ip-address': { 'core/v1': 'EndpointAddress.ip' },
  'label-key': {
    'core/v1': 'Taint.key TopologySelectorLabelRequirement.key',
    'storage/v1': 'CSINodeDriver.topologyKeys!',
  },
  'label-value': { 'core/v1': 'Taint.value', 'discovery/v1': 'ForZone.name' },
  'path-segment': {
    'autoscaling/v1': 'CrossVersionObjectReference.kind CrossVersionObjectReference.name',
    'autoscaling/v2': 'CrossVersionObjectReference.kind CrossVersionObjectReference.name MetricIdentifier.name',
    'networking/v1':
      'IngressClassParametersReference.kind IngressClassParametersReference.name ParentReference.name ParentReference.namespace ParentReference.resource',
    'networking/v1beta1': 'ParentReference.name ParentReference.namespace ParentReference.resource',
    'rbac/v1': 'RoleRef.name',
  },
  'path-without-backsteps': { 'core/v1': 'HostPathVolumeSource.path LocalVolumeSource.path' },
  'port-name': { 'networking/v1': 'ServiceBackendPort.name' },
  'qualified-name': {
    'core/v1': 'EndpointPort.appProtocol!',
    'discovery/v1': 'EndpointPort.appProtocol!',
  },
  'qualified-name-in-any-case': {
    'storage/v1': 'StorageClass.provisioner VolumeAttributesClass.driverName',
    'storage/v1beta1': 'VolumeAttributesClass.driverName',
  },
  'quantity-not-negative': {
    'autoscaling/v2': 'HPAScalingRules.tolerance',
    'core/v1': 'ResourceQuotaSpec.hard',
    'storage/v1': 'CSIStorageCapacity.capacity',
  },
  'quantity-positive': {
    'autoscaling/v2': 'MetricTarget.averageValue MetricTarget.value',
    'core/v1': 'PersistentVolumeSpec.capacity',
  },
  'service-name': { 'networking/v1': 'IngressServiceBackend.name' },
};

/** The form of a field. */
export interface MeasuredForm {
  readonly form: ValueForm;
  /** Whether an empty text is judged by it, too. */
  readonly empty: boolean;
}

/** The forms of fields, by their full names: `networking/v1.IngressSpec.ingressClassName`. */
export const VALUE_FORMS: ReadonlyMap<string, MeasuredForm> = new Map([
  ...measuredForms(FIELDS),
  ...measuredForms(FORMS_OF_EXTENSIONS),
]);

function* measuredForms(fields: FieldsByForm): Generator<[string, MeasuredForm]> {
  for (const [form, byPackage] of Object.entries(fields)) {
    for (const [goPackage, names] of Object.entries(byPackage)) {
      for (const name of names.split(' ')) {
        yield [`${goPackage}.${name.replace('!', '')}`, { form: form as ValueForm, empty: name.endsWith('!') }];
      }
    }
  }
}
