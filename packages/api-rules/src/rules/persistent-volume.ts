import type { IPersistentVolume } from 'kubernetes-models/v1/PersistentVolume';
import { portalViolations } from '../iscsi.ts';
import { persistentVolumeViolations } from '../persistent-volume-spec.ts';
import { typeRule } from '../type-rule.ts';

/**
 * A PersistentVolume has a capacity of storage, and one source, which is complete. A local one says on which nodes it is.
 *
 * @example
 * apiVersion: v1
 * kind: PersistentVolume
 * metadata: { name: data }
 * spec:
 *   accessModes: [ReadWriteOnce]
 *   capacity: { storage: 10Gi }
 *   local: { path: /data } # no nodeAffinity
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes
 */
export const persistentVolume = typeRule<IPersistentVolume>(
  'persistent-volume',
  'core/v1.PersistentVolume',
  function* ({ metadata, spec }) {
    if (spec === undefined) return;
    yield* persistentVolumeViolations(spec, 'spec');
    if (spec.iscsi !== undefined) yield* portalViolations(spec.iscsi, metadata?.name ?? '', 'spec.iscsi');
  },
);
