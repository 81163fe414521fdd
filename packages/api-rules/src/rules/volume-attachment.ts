import type { IVolumeAttachment } from 'kubernetes-models/storage.k8s.io/v1/VolumeAttachment';
import { inlineVolumeViolations } from '../persistent-volume-spec.ts';
import { typeRule } from '../type-rule.ts';

/**
 * What a VolumeAttachment attaches is either a PersistentVolume, by its name, or a volume that it describes itself.
 *
 * @example
 * apiVersion: storage.k8s.io/v1
 * kind: VolumeAttachment
 * metadata: { name: disk-of-worker }
 * spec: { attacher: disk.csi.example.com, nodeName: worker, source: {} } # no volume
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/
 */
export const volumeAttachment = typeRule<IVolumeAttachment>(
  'volume-attachment',
  'storage/v1.VolumeAttachment',
  function* ({ spec: { source } = {} }) {
    if (source === undefined) return;
    const { inlineVolumeSpec, persistentVolumeName } = source;
    const field = 'spec.source';
    const isNamed = (persistentVolumeName ?? '') !== '';
    if (inlineVolumeSpec === undefined && !isNamed) {
      const problem = 'There is no volume to attach.';
      yield { code: 'FieldValueRequired', field, problem, remedy: 'Give persistentVolumeName.' };
    } else if (inlineVolumeSpec !== undefined && isNamed) {
      const problem = 'There are both a PersistentVolume and an inlineVolumeSpec.';
      yield { code: 'FieldValueForbidden', field, problem, remedy: 'Keep one of them.' };
    } else if (inlineVolumeSpec !== undefined) {
      yield* inlineVolumeViolations(inlineVolumeSpec, `${field}.inlineVolumeSpec`);
    }
  },
);
