/** What an API server of Kubernetes 1.35 answered to values of enumerations, where that is otherwise than for most. */
import { fields } from './field-values-measured.ts';

/** Enumerations of which the server tells an empty text from an absent one, and refuses it. */
export const EMPTY_IS_REFUSED = fields({
  'autoscaling/v2': 'HPAScalingRules.selectPolicy',
  'core/v1':
    'AzureDiskVolumeSource.cachingMode AzureDiskVolumeSource.kind PersistentVolumeClaimSpec.accessModes PersistentVolumeClaimSpec.volumeMode PersistentVolumeSpec.accessModes PersistentVolumeSpec.volumeMode ResourceQuotaSpec.scopes',
  'discovery/v1': 'EndpointPort.protocol',
  'networking/v1': 'IngressClassParametersReference.scope',
  'storage/v1': 'CSIDriverSpec.fsGroupPolicy CSIDriverSpec.volumeLifecycleModes StorageClass.volumeBindingMode',
});
