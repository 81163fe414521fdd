/** What a server refuses of the description of a PersistentVolume, and of a volume that a VolumeAttachment describes itself. */
import { posix } from 'node:path';
import type { IPersistentVolumeSpec } from 'kubernetes-models/v1/PersistentVolumeSpec';
import { accessModeConflicts } from './claims.ts';
import type { Loose } from './kinds.ts';
import { sourceViolations, VOLUME_SOURCES } from './persistent-volume-sources.ts';
import { type FieldViolation, quote, required, type Violations } from './violation.ts';

/** The description of a PersistentVolume. */
export type VolumeSpec = Loose<IPersistentVolumeSpec>;

/** What is wrong with the description of a PersistentVolume. */
export function* persistentVolumeViolations(spec: VolumeSpec, path: string): Violations {
  yield* capacityViolations(spec.capacity, `${path}.capacity`);
  if (spec.local !== undefined && spec.nodeAffinity === undefined) {
    yield required(`${path}.nodeAffinity`, 'Say on which nodes the local volume is.');
  }
  yield* recyclingViolations(spec, path);
  yield* volumeViolations(spec, path);
}

/** What is wrong with a volume that is described where it is attached. It has a source, and nothing that matters before that. */
export function* inlineVolumeViolations(spec: VolumeSpec, path: string): Violations {
  const {
    capacity,
    persistentVolumeReclaimPolicy = '',
    storageClassName = '',
    volumeMode,
    claimRef,
    nodeAffinity,
  } = spec;
  const forbidden = [
    ...(Object.keys(capacity ?? {}).length > 0 ? ['capacity'] : []),
    ...(claimRef === undefined ? [] : ['claimRef']),
    ...(nodeAffinity === undefined ? [] : ['nodeAffinity']),
    ...(['', 'Retain'].includes(persistentVolumeReclaimPolicy) ? [] : ['persistentVolumeReclaimPolicy']),
    ...(storageClassName === '' ? [] : ['storageClassName']),
    ...(volumeMode !== undefined && volumeMode !== 'Filesystem' ? ['volumeMode'] : []),
  ];
  for (const name of forbidden) {
    const problem = 'A volume that is described where it is attached has none.';
    yield { code: 'FieldValueForbidden', field: `${path}.${name}`, problem, remedy: 'Remove it.' };
  }
  if (spec.csi === undefined)
    yield required(`${path}.csi`, 'Only the volumes of a CSI driver are described so: name it.');
  yield* volumeViolations(spec, path);
}

function* volumeViolations(spec: VolumeSpec, path: string): Violations {
  yield* accessModeConflicts(spec.accessModes ?? [], `${path}.accessModes`);
  yield* oneSourceViolations(spec, path);
  yield* sourceViolations(spec, path);
  yield* attributesClassViolations(spec, path);
}

function* attributesClassViolations(
  { volumeAttributesClassName: name, ...spec }: VolumeSpec,
  path: string,
): Violations {
  if (name === '') yield required(`${path}.volumeAttributesClassName`, 'Name a class, or leave the field out.');
  const isOther = spec.csi === undefined && VOLUME_SOURCES.some((source) => spec[source] !== undefined);
  if ((name ?? '') === '' || !isOther) return;
  yield required(`${path}.csi`, 'Only the volumes of a CSI driver have a volumeAttributesClassName: name the driver.');
}

function* capacityViolations(capacity: VolumeSpec['capacity'], field: string): Generator<FieldViolation> {
  const names = Object.keys(capacity ?? {});
  if (names.length === 0) yield required(field, 'Give the size of the volume, as in "storage: 10Gi".');
  else if (names.length > 1 || names[0] !== 'storage') {
    const problem = `${quote(names)} are not "storage" alone.`;
    yield { code: 'FieldValueNotSupported', field, problem, remedy: 'Keep "storage".' };
  }
}

function* recyclingViolations({ hostPath, persistentVolumeReclaimPolicy }: VolumeSpec, path: string): Violations {
  if (persistentVolumeReclaimPolicy !== 'Recycle' || hostPath === undefined) return;
  if (posix.normalize(`${hostPath.path ?? ''}/`) !== '/') return;
  const field = `${path}.persistentVolumeReclaimPolicy`;
  const problem = 'To recycle the volume would delete all files of the node.';
  yield { code: 'FieldValueForbidden', field, problem, remedy: 'Use "Retain", or the path of a folder.' };
}

function* oneSourceViolations(spec: VolumeSpec, path: string): Violations {
  const [first, ...others] = VOLUME_SOURCES.filter((name) => spec[name] !== undefined);
  if (first === undefined) {
    const problem = 'The volume has no source.';
    const remedy = 'Say what it is, such as csi, nfs or local.';
    yield { code: 'FieldValueRequired', field: path, problem, remedy };
  }
  for (const name of others) {
    const problem = `The volume is already ${quote(first)}.`;
    yield { code: 'FieldValueForbidden', field: `${path}.${name}`, problem, remedy: 'Keep one source.' };
  }
}
