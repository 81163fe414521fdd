import type { ValueForm } from '../value-form.ts';
import { FORMS_OF_EXTENSIONS } from './value-forms-of-extensions.ts';

/** The fields of each form, by the packages of their types: names with blanks between. */
export type FieldsByForm = Readonly<Partial<Record<ValueForm, Readonly<Record<string, string>>>>>;

/**
 * The forms of the values of fields, of the entries of lists and of the values of maps, by what a real API server of Kubernetes
 * 1.35 answered. An empty text has none, but for fields with `!`. Fields are named as in field-values-measured.ts.
 */
const FIELDS: FieldsByForm = {
  cidr: { 'core/v1': 'NodeSpec.podCIDRs', 'networking/v1': 'ServiceCIDRSpec.cidrs!' },
  'dns-label': { 'discovery/v1': 'Endpoint.hostname! EndpointPort.name' },
  'dns-subdomain': {
    'core/v1':
      'PersistentVolumeClaimSpec.storageClassName PersistentVolumeClaimSpec.volumeAttributesClassName PersistentVolumeSpec.storageClassName PersistentVolumeSpec.volumeAttributesClassName!',
    'networking/v1':
      'IngressClassParametersReference.apiGroup! IngressSpec.ingressClassName! IngressTLS.secretName ParentReference.group',
    'storage/v1': 'CSIStorageCapacity.storageClassName',
  },
  'ip-address': { 'core/v1': 'EndpointAddress.ip' },
  'path-segment': {
    'networking/v1': 'IngressClassParametersReference.kind IngressClassParametersReference.name',
    'rbac/v1': 'RoleRef.name',
  },
  'qualified-name': {
    'storage/v1': 'VolumeAttributesClass.driverName',
  },
  'quantity-not-negative': { 'storage/v1': 'CSIStorageCapacity.capacity' },
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
