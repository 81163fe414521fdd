import { dnsLabelProblem } from '@k8s-blocks/manifest';
import type { Volume } from '../pod.ts';
import { podRule } from '../rule.ts';
import { invalid, notSupported, outOfRange, quote, required, type Violations } from '../violation.ts';

/** The fields that a source must have, by the source. */
const REQUIRED_FIELDS = {
  gcePersistentDisk: ['pdName'],
  awsElasticBlockStore: ['volumeID'],
  iscsi: ['targetPortal', 'iqn'],
  glusterfs: ['endpoints', 'path'],
  rbd: ['monitors', 'image'],
  cinder: ['volumeID'],
  cephfs: ['monitors'],
  quobyte: ['registry', 'volume'],
  flexVolume: ['driver'],
  azureFile: ['secretName', 'shareName'],
  azureDisk: ['diskName', 'diskURI'],
  vsphereVolume: ['volumePath'],
  photonPersistentDisk: ['pdID'],
  portworxVolume: ['volumeID'],
  scaleIO: ['gateway', 'system', 'volumeName'],
  storageos: ['volumeName'],
} as const satisfies Partial<Record<keyof Volume, readonly string[]>>;

const RETIRED: ReadonlySet<string> = new Set([...Object.keys(REQUIRED_FIELDS), 'fc', 'flocker']);

/**
 * A volume of a driver that was once part of Kubernetes, such as `awsElasticBlockStore`, has all required fields.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#volume-types
 */
export const retiredVolumes = podRule('retired-volumes', function* ({ spec, path }): Violations {
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    if (!Object.keys(volume).some((key) => RETIRED.has(key))) continue;
    const childPath = `${path}.volumes[${index}]`;
    for (const [name, fields] of Object.entries(REQUIRED_FIELDS)) {
      const source: Readonly<Record<string, unknown>> | undefined = volume[name as keyof typeof REQUIRED_FIELDS];
      for (const field of source === undefined ? [] : fields) {
        if (!isEmpty(source?.[field])) continue;
        yield required(`${childPath}.${name}.${field}`, 'Give it, or use a CSI driver.');
      }
    }
    yield* furtherViolations(volume, childPath);
  }
});

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function* furtherViolations(volume: Volume, path: string): Violations {
  const { gcePersistentDisk, awsElasticBlockStore, cinder, storageos } = volume;
  yield* outOfRange(`${path}.gcePersistentDisk.partition`, gcePersistentDisk?.partition, 0, 255);
  yield* outOfRange(`${path}.awsElasticBlockStore.partition`, awsElasticBlockStore?.partition, 0, 255);
  yield* secretViolations(cinder?.secretRef, `${path}.cinder.secretRef`);
  yield* secretViolations(storageos?.secretRef, `${path}.storageos.secretRef`);
  for (const field of ['volumeName', 'volumeNamespace'] as const) {
    const name = storageos?.[field] ?? '';
    if (name !== '') yield* invalid(`${path}.storageos.${field}`, dnsLabelProblem(name), 'Use a DNS label.');
  }
  yield* iscsiViolations(volume, `${path}.iscsi`);
  yield* fibreChannelViolations(volume.fc, `${path}.fc`);
  yield* flockerViolations(volume.flocker, `${path}.flocker`);
  yield* azureViolations(volume.azureDisk, `${path}.azureDisk`);
  yield* quobyteViolations(volume.quobyte, `${path}.quobyte`);
  yield* flexViolations(volume.flexVolume, `${path}.flexVolume`);
}

function* secretViolations(secret: { readonly name?: string } | undefined, path: string): Violations {
  if (secret !== undefined && (secret.name ?? '') === '') yield required(`${path}.name`, 'Name the Secret.');
}

function* iscsiViolations({ name = '', iscsi }: Volume, path: string): Violations {
  if (iscsi === undefined) return;
  const { targetPortal = '', iqn = '', initiatorName, chapAuthDiscovery, chapAuthSession } = iscsi;
  yield* outOfRange(`${path}.lun`, iscsi.lun, 0, 255);
  if (iqn !== '') yield* invalid(`${path}.iqn`, initiatorProblem(iqn), 'Begin it with "iqn.", "eui." or "naa.".');
  if (initiatorName !== undefined) {
    yield* invalid(`${path}.initiatorName`, initiatorProblem(initiatorName), 'Begin it with "iqn.", "eui." or "naa.".');
    if (`${name}:${targetPortal}`.length > 64) {
      const problem = `The volume's name and ${quote(targetPortal)} have more than 63 characters together.`;
      yield { field: `${path}.targetPortal`, problem, remedy: 'Shorten the name.' };
    }
  }
  if ((chapAuthDiscovery === true || chapAuthSession === true) && iscsi.secretRef === undefined) {
    yield required(`${path}.secretRef`, 'Name the Secret for CHAP.');
  }
}

const INITIATOR = /^(?:iqn\.\d{4}-\d{2}\.[a-zA-Z0-9-.]+:[^,;*&$|\s]+|eui.[a-zA-Z0-9]{16}|naa.[a-zA-Z0-9]{32})$/;

function initiatorProblem(name: string): string | undefined {
  return INITIATOR.test(name) ? undefined : `${quote(name)} is not a name of an iSCSI node.`;
}

function* fibreChannelViolations(fc: Volume['fc'], path: string): Violations {
  if (fc === undefined) return;
  const { targetWWNs = [], wwids = [], lun } = fc;
  if ((targetWWNs.length === 0) === (wwids.length === 0)) {
    const problem = 'It needs either targetWWNs or wwids.';
    const code = wwids.length === 0 ? 'FieldValueRequired' : 'FieldValueInvalid';
    yield { code, field: `${path}.targetWWNs`, problem, remedy: 'Give one of them.' };
  }
  if (targetWWNs.length === 0) return;
  if (lun === undefined) yield required(`${path}.lun`, 'Give it beside targetWWNs.');
  yield* outOfRange(`${path}.lun`, lun, 0, 255);
}

function* flockerViolations(flocker: Volume['flocker'], path: string): Violations {
  if (flocker === undefined) return;
  const { datasetName = '', datasetUUID = '' } = flocker;
  if ((datasetName === '') === (datasetUUID === '')) {
    const code = datasetName === '' ? 'FieldValueRequired' : 'FieldValueInvalid';
    yield { code, field: path, problem: 'It needs either datasetName or datasetUUID.', remedy: 'Give one of them.' };
  }
  if (datasetName.includes('/')) {
    const problem = `${quote(datasetName)} holds a "/".`;
    yield { field: `${path}.datasetName`, problem, remedy: 'Give a name without "/".' };
  }
}

function* azureViolations(disk: Volume['azureDisk'], path: string): Violations {
  if (disk === undefined) return;
  const { kind, cachingMode, diskURI = '' } = disk;
  yield* notSupported(`${path}.cachingMode`, cachingMode, ['None', 'ReadOnly', 'ReadWrite']);
  yield* notSupported(`${path}.kind`, kind, ['Shared', 'Dedicated', 'Managed']);
  const start = (kind ?? 'Shared') === 'Managed' ? '/subscriptions/' : 'https://';
  if (diskURI.startsWith(start)) return;
  yield {
    code: 'FieldValueNotSupported',
    field: `${path}.diskURI`,
    problem: `${quote(diskURI)} does not begin with "${start}".`,
    remedy: 'Correct it.',
  };
}

function* quobyteViolations(quobyte: Volume['quobyte'], path: string): Violations {
  if (quobyte === undefined) return;
  const { registry = '', tenant = '' } = quobyte;
  if (registry !== '' && tenant.length > 64) {
    const problem = `${quote(tenant)} has more than 64 characters.`;
    yield { code: 'FieldValueRequired', field: `${path}.tenant`, problem, remedy: 'Give a UUID.' };
  } else if (registry !== '' && !registry.split(',').every((pair) => /^([^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(pair))) {
    const problem = `${quote(registry)} is not host:port, or several of it separated by commas.`;
    yield { field: `${path}.registry`, problem, remedy: 'Give host:port.' };
  }
}

function* flexViolations(flex: Volume['flexVolume'], path: string): Violations {
  for (const key of Object.keys(flex?.options ?? {})) {
    const slash = key.indexOf('/');
    const owner = `.${(slash < 0 ? key : key.slice(0, slash)).toLowerCase()}`;
    if (!owner.endsWith('.kubernetes.io') && !owner.endsWith('.k8s.io')) continue;
    yield { field: `${path}.options`, problem: `The option ${quote(key)} is reserved.`, remedy: 'Remove it.' };
  }
}
