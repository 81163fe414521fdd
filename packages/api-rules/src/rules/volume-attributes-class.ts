import type { IVolumeAttributesClass } from 'kubernetes-models/storage.k8s.io/v1/VolumeAttributesClass';
import { parameterViolations } from '../storage-parameters.ts';
import { typeRule } from '../type-rule.ts';

/**
 * A VolumeAttributesClass has parameters that a server can hold.
 *
 * @example
 * apiVersion: storage.k8s.io/v1
 * kind: VolumeAttributesClass
 * metadata: { name: gold }
 * driverName: disk.csi.example.com
 * parameters: { "": "100" } # no name
 *
 * @see https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/
 */
export const volumeAttributesClass = typeRule<IVolumeAttributesClass>(
  'volume-attributes-class',
  [
    'storage/v1.VolumeAttributesClass',
    'storage/v1beta1.VolumeAttributesClass',
    'storage/v1alpha1.VolumeAttributesClass',
  ],
  ({ parameters }) => parameterViolations(parameters, 'parameters'),
);
