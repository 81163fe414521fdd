/** What is wrong with the sources of PersistentVolumes, as far as no table says it. */
import type { IPersistentVolumeSpec } from 'kubernetes-models/v1/PersistentVolumeSpec';
import { iscsiViolations } from './iscsi.ts';
import type { Loose } from './kinds.ts';
import { formViolations } from './value-form.ts';
import { type FieldViolation, quote, required, type Violations } from './violation.ts';

type Spec = Loose<IPersistentVolumeSpec>;
type Source<Name extends keyof Spec> = NonNullable<Spec[Name]>;
type SecretReference = NonNullable<Source<'csi'>['nodeStageSecretRef']>;

/** The fields of a PersistentVolume that say what it is. */
export const VOLUME_SOURCES = [
  ...(['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'csi', 'fc', 'flexVolume'] as const),
  ...(['flocker', 'gcePersistentDisk', 'glusterfs', 'hostPath', 'iscsi', 'local', 'nfs'] as const),
  ...(['photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'] as const),
] satisfies readonly (keyof Spec)[];

/** What is wrong with the sources of a volume. */
export function* sourceViolations(spec: Spec, path: string): Violations {
  const { azureDisk, azureFile, cinder, csi, fc, flocker, iscsi, quobyte, storageos } = spec;
  if (azureDisk !== undefined) yield* azureDiskViolations(azureDisk, `${path}.azureDisk`);
  if (azureFile?.secretNamespace === '') yield required(`${path}.azureFile.secretNamespace`, 'Name the namespace.');
  if (cinder !== undefined) yield* secretViolations(cinder.secretRef, `${path}.cinder.secretRef`);
  if (csi !== undefined) yield* csiViolations(csi, `${path}.csi`);
  if (fc !== undefined) yield* fibreChannelViolations(fc, `${path}.fc`);
  if (flocker !== undefined) yield* flockerViolations(flocker, `${path}.flocker`);
  if (iscsi !== undefined) yield* iscsiViolations(iscsi, `${path}.iscsi`);
  if (quobyte !== undefined) yield* quobyteViolations(quobyte, `${path}.quobyte`);
  if (storageos !== undefined) yield* secretViolations(storageos.secretRef, `${path}.storageos.secretRef`);
}

function* azureDiskViolations({ diskURI = '', kind = 'Shared' }: Source<'azureDisk'>, path: string): Violations {
  const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
  if (diskURI === '' || diskURI.startsWith(start)) return;
  const problem = `${quote(diskURI)} is not the URI of a disk whose kind is ${quote(kind)}.`;
  const remedy = `Give one that begins with "${start}".`;
  yield { code: 'FieldValueNotSupported', field: `${path}.diskURI`, problem, remedy };
}

/** A reference to a Secret names it, and its namespace, since a PersistentVolume is in none. */
function* secretViolations(reference: SecretReference | undefined, path: string): Violations {
  if (reference === undefined) return;
  if ((reference.name ?? '') === '') yield required(`${path}.name`, 'Name the Secret.');
  if ((reference.namespace ?? '') === '') yield required(`${path}.namespace`, 'Name the namespace of the Secret.');
}

/** The server does not judge the nodeStageSecretRef. */
const CSI_SECRETS = [
  'controllerExpandSecretRef',
  'controllerPublishSecretRef',
  'nodeExpandSecretRef',
  'nodePublishSecretRef',
] as const;

function* csiViolations(csi: Source<'csi'>, path: string): Violations {
  for (const field of CSI_SECRETS) {
    const { name = '', namespace = '' } = csi[field] ?? {};
    yield* secretViolations(csi[field], `${path}.${field}`);
    if (name !== '') yield* formViolations(`${path}.${field}.name`, name, 'dns-subdomain');
    if (namespace !== '') yield* formViolations(`${path}.${field}.namespace`, namespace, 'dns-label');
  }
}

function* fibreChannelViolations({ targetWWNs = [], wwids = [], lun }: Source<'fc'>, path: string): Violations {
  const field = `${path}.targetWWNs`;
  if (targetWWNs.length > 0 && wwids.length > 0) {
    const problem = 'There are both targetWWNs and wwids.';
    yield { field, problem, remedy: 'Keep one of them.' };
  } else if (targetWWNs.length + wwids.length === 0) yield required(field, 'List targetWWNs or wwids.');
  if (targetWWNs.length > 0 && lun === undefined) yield required(`${path}.lun`, 'Give the lun beside targetWWNs.');
}

function* flockerViolations(
  { datasetName = '', datasetUUID = '' }: Source<'flocker'>,
  path: string,
): Generator<FieldViolation> {
  if (datasetName === '' && datasetUUID === '') yield required(path, 'Give datasetName or datasetUUID.');
  else if (datasetName !== '' && datasetUUID !== '') {
    yield { field: path, problem: 'There are both datasetName and datasetUUID.', remedy: 'Keep one of them.' };
  }
  if (datasetName.includes('/')) {
    const problem = `${quote(datasetName)} holds "/".`;
    yield { field: `${path}.datasetName`, problem, remedy: 'Use a name without "/".' };
  }
}

function* quobyteViolations(
  { registry = '', tenant = '' }: Source<'quobyte'>,
  path: string,
): Generator<FieldViolation> {
  const wrong = registry
    .split(',')
    .find((host) => registry !== '' && !/^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(host));
  if (wrong !== undefined) {
    const problem = `${quote(wrong)} is not a host and a port.`;
    yield { field: `${path}.registry`, problem, remedy: 'List hosts with their ports, as in "registry:7861".' };
  }
  if (tenant.length >= 65) {
    const problem = 'The tenant has more than 64 characters.';
    yield { code: 'FieldValueRequired', field: `${path}.tenant`, problem, remedy: 'Give its UUID.' };
  }
}
