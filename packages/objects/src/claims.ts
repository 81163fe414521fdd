import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { IPersistentVolumeClaimSpec } from 'kubernetes-models/v1/PersistentVolumeClaimSpec';
import type { IVolume } from 'kubernetes-models/v1/Volume';
import { identityLabels } from './identity-labels.ts';

/** What a claim asks for; any other field of its spec may be given, too. */
export interface ClaimOptions extends Omit<IPersistentVolumeClaimSpec, 'accessModes' | 'resources'> {
  /** How much: `10Gi`. */
  readonly storage: string;
  /** Default: ReadWriteOnce, by the pods of one node. */
  readonly accessModes?: ('ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod')[];
}

/**
 * A claim that every pod of a StatefulSet has for itself. Its containers mount it by its name.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
 */
export function claimTemplate(
  name: string,
  options: ClaimOptions,
): Required<Pick<IPersistentVolumeClaim, 'metadata' | 'spec'>> {
  return { metadata: { name }, spec: claimSpec(options) };
}

/**
 * A claim of the service, which all of its pods share. It is written under its name in base.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims
 */
export function persistentVolumeClaim(
  env: ServiceEnvironment,
  name: string,
  options: ClaimOptions,
): IPersistentVolumeClaim {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, labels: identityLabels(env) },
    spec: claimSpec(options),
  };
}

/**
 * The volume of a claim of the service, by which containers mount it. Both have the same name in base.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#persistentvolumeclaim
 */
export function claimVolume(env: ServiceEnvironment, name: string): IVolume {
  return { name, persistentVolumeClaim: { claimName: env.nameOf(name) } };
}

function claimSpec({ storage, accessModes = ['ReadWriteOnce'], ...others }: ClaimOptions): IPersistentVolumeClaimSpec {
  return { accessModes, resources: { requests: { storage } }, ...others };
}
