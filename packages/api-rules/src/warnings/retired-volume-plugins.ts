/** Volumes of drivers that were a part of Kubernetes. */
import { type Fields, isFields } from '@k8s-blocks/manifest';
import type { FieldViolation } from '../violation.ts';

/** By the field of the driver: the version of Kubernetes that deprecated it, and the first one without it. */
const RETIRED: readonly (readonly [driver: string, deprecated: string, removed: string])[] = [
  ['photonPersistentDisk', '1.11', '1.16'],
  ['scaleIO', '1.16', '1.22'],
  ['storageos', '1.22', '1.25'],
  ['glusterfs', '1.25', '1.26'],
  ['cephfs', '1.28', '1.31'],
  ['rbd', '1.28', '1.31'],
];

/** Those of which a server says so in pods alone. */
const RETIRED_IN_PODS: typeof RETIRED = [...RETIRED, ['flocker', '1.22', '1.25'], ['quobyte', '1.22', '1.25']];

/** The retired drivers of a volume of a pod. */
export function volumeOfPodViolations(volume: Fields, path: string): readonly FieldViolation[] {
  const retired = retiredDrivers(RETIRED_IN_PODS, volume, path);
  if (!isFields(volume.gitRepo)) return retired;
  const problem =
    'gitRepo is deprecated since Kubernetes 1.11, and kubelets refuse it since 1.33 unless told otherwise.';
  const remedy = 'Clone the repository in an init container, into an emptyDir.';
  return [...retired, { field: `${path}.gitRepo`, problem, remedy }];
}

/** The retired driver of a PersistentVolume. */
export function persistentVolumeViolations(spec: Fields, path: string): readonly FieldViolation[] {
  return retiredDrivers(RETIRED, spec, path);
}

function retiredDrivers(retired: typeof RETIRED, volume: Fields, path: string): readonly FieldViolation[] {
  return retired.flatMap(([driver, deprecated, removed]) => {
    if (!isFields(volume[driver])) return [];
    const problem = `${driver} is deprecated since Kubernetes ${deprecated}, and does nothing since ${removed}.`;
    return [{ field: `${path}.${driver}`, problem, remedy: 'Use a CSI driver.' }];
  });
}
