import { dnsSubdomainProblem, parseQuantity } from '@k8s-blocks/manifest';
import { claimSpecViolations } from '../claims.ts';
import { backstepProblem, descendingPathProblem } from '../formats.ts';
import { refusedOfPods, type Volume } from '../pod.ts';
import { podRule } from '../rule.ts';
import { labelViolations } from '../selector.ts';
import { invalid, notSupported, quote, required, type Violations } from '../violation.ts';
import { downwardFileViolations, fileModeViolations, keyToPathViolations } from '../volume-files.ts';
import { annotationViolations } from './object-annotations.ts';

type Judge<Source extends keyof Volume> = (source: NonNullable<Volume[Source]>, path: string) => Violations;

const HOST_PATH_TYPES = [
  '',
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
];

/**
 * The source of a volume is complete and valid.
 *
 * @example
 * volumes:
 *   - { name: files, configMap: {} } # without a name
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#volume-types
 */
export const volumeSources = podRule('volume-sources', function* (pod): Violations {
  const { spec, path } = pod;
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    const childPath = `${path}.volumes[${index}]`;
    yield* violationsOfSource(volume, 'configMap', childPath, configMapViolations);
    yield* violationsOfSource(volume, 'secret', childPath, secretViolations);
    yield* violationsOfSource(volume, 'emptyDir', childPath, emptyDirViolations);
    yield* violationsOfSource(volume, 'hostPath', childPath, hostPathViolations);
    yield* violationsOfSource(volume, 'persistentVolumeClaim', childPath, claimViolations);
    yield* violationsOfSource(volume, 'downwardAPI', childPath, downwardViolations);
    yield* violationsOfSource(volume, 'csi', childPath, csiViolations);
    yield* violationsOfSource(volume, 'ephemeral', childPath, ephemeralViolations);
    yield* violationsOfSource(volume, 'image', childPath, imageViolations);
    if (volume.image !== undefined && (volume.image.reference ?? '') === '') {
      yield refusedOfPods(pod, required(`${childPath}.image.reference`, 'Name the image or artifact.'));
    }
    yield* violationsOfSource(volume, 'nfs', childPath, nfsViolations);
    yield* violationsOfSource(volume, 'gitRepo', childPath, gitViolations);
  }
});

function* violationsOfSource<Source extends keyof Volume>(
  volume: Volume,
  name: Source,
  path: string,
  judge: Judge<Source>,
): Violations {
  const source = volume[name];
  if (source !== undefined) yield* judge(source, `${path}.${name}`);
}

const configMapViolations: Judge<'configMap'> = function* ({ name = '', defaultMode, items = [] }, path) {
  if (name === '') yield required(`${path}.name`, 'Name the ConfigMap.');
  yield* fileModeViolations(defaultMode, `${path}.defaultMode`);
  for (const [index, item] of items.entries()) yield* keyToPathViolations(item, `${path}.items[${index}]`);
};

const secretViolations: Judge<'secret'> = function* ({ secretName = '', defaultMode, items = [] }, path) {
  if (secretName === '') yield required(`${path}.secretName`, 'Name the Secret.');
  yield* fileModeViolations(defaultMode, `${path}.defaultMode`);
  for (const [index, item] of items.entries()) yield* keyToPathViolations(item, `${path}.items[${index}]`);
};

const emptyDirViolations: Judge<'emptyDir'> = function* ({ sizeLimit = '0' }, path) {
  if ((parseQuantity(sizeLimit) ?? 0n) >= 0n) return;
  const problem = `${quote(sizeLimit)} is less than 0.`;
  yield { code: 'FieldValueForbidden', field: `${path}.sizeLimit`, problem, remedy: 'Give a size, such as "1Gi".' };
};

const hostPathViolations: Judge<'hostPath'> = function* ({ path: folder = '', type }, path) {
  if (folder === '') yield required(`${path}.path`, 'Give the path on the node.');
  else yield* invalid(`${path}.path`, backstepProblem(folder), 'Give a path without "..".');
  if (folder !== '') yield* notSupported(`${path}.type`, type, HOST_PATH_TYPES);
};

const claimViolations: Judge<'persistentVolumeClaim'> = function* ({ claimName = '' }, path) {
  if (claimName === '') yield required(`${path}.claimName`, 'Name the claim.');
};

const downwardViolations: Judge<'downwardAPI'> = function* ({ defaultMode, items = [] }, path) {
  yield* fileModeViolations(defaultMode, `${path}.defaultMode`);
  for (const [index, item] of items.entries()) yield* downwardFileViolations(item, `${path}.items[${index}]`);
};

const csiViolations: Judge<'csi'> = function* ({ driver = '', nodePublishSecretRef }, path) {
  const remedy = 'Name the driver, as in "secrets-store.csi.k8s.io", at most 63 characters.';
  if (driver === '') yield required(`${path}.driver`, remedy);
  else if (driver.length > 63) {
    const problem = `${quote(driver)} has more than 63 characters.`;
    yield { code: 'FieldValueTooLong', field: `${path}.driver`, problem, remedy };
  } else yield* invalid(`${path}.driver`, dnsSubdomainProblem(driver.toLowerCase()), remedy);
  if (nodePublishSecretRef === undefined) return;
  const name = nodePublishSecretRef.name ?? '';
  const field = `${path}.nodePublishSecretRef.name`;
  if (name === '') yield required(field, 'Name the Secret.');
  else yield* invalid(field, dnsSubdomainProblem(name), 'Name the Secret.');
};

const ephemeralViolations: Judge<'ephemeral'> = function* ({ volumeClaimTemplate: template }, path) {
  const childPath = `${path}.volumeClaimTemplate`;
  if (template === undefined) {
    yield required(childPath, 'Describe the claim.');
    return;
  }
  const { labels, annotations, ...others } = template.metadata ?? {};
  yield* labelViolations(labels, `${childPath}.metadata.labels`);
  yield* annotationViolations(annotations, `${childPath}.metadata.annotations`);
  for (const [field, value] of Object.entries(others)) {
    if (value === '' || (field === 'generation' && value === 0)) continue;
    const problem = `The claim of an ephemeral volume has no ${field} of its own.`;
    yield {
      code: 'FieldValueForbidden',
      field: `${childPath}.metadata.${field}`,
      problem,
      remedy: 'Keep labels and annotations only.',
    };
  }
  yield* claimSpecViolations(template.spec ?? {}, `${childPath}.spec`);
};

const imageViolations: Judge<'image'> = function* ({ pullPolicy }, path) {
  yield* notSupported(`${path}.pullPolicy`, pullPolicy === '' ? undefined : pullPolicy, [
    'Always',
    'IfNotPresent',
    'Never',
  ]);
};

const nfsViolations: Judge<'nfs'> = function* ({ server = '', path: folder = '' }, path) {
  if (server === '') yield required(`${path}.server`, 'Name the server.');
  if (!folder.startsWith('/')) {
    const problem = `${quote(folder)} is not an absolute path.`;
    yield { field: `${path}.path`, problem, remedy: 'Begin it with "/".' };
  }
};

const gitViolations: Judge<'gitRepo'> = function* ({ repository = '', directory = '' }, path) {
  if (repository === '') yield required(`${path}.repository`, 'Give the address of the repository.');
  yield* invalid(`${path}.directory`, descendingPathProblem(directory), 'Give a relative path without "..".');
};
