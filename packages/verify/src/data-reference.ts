import { type Fields, fieldsOf, isAbsent, listOf, textOf } from '@k8s-blocks/manifest';
import type { Workload } from './workload.ts';

/** A use of a ConfigMap or a Secret by a pod. */
export interface DataReference {
  readonly workload: Workload;
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** The one key that is used; absent where all are. */
  readonly key?: string;
  readonly optional: boolean;
  /** The path of the reference in the workload's object. */
  readonly field: string;
}

type Found = Omit<DataReference, 'workload'>;

/**
 * The ConfigMaps and Secrets that the pods of a workload use: as variables, as files, and to pull images.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/
 * @see https://kubernetes.io/docs/concepts/configuration/secret/
 */
export function dataReferences(workload: Workload): DataReference[] {
  const { spec, specPath, containers } = workload;
  const found = [
    ...containers.flatMap(({ fields, path }) => [
      ...listOf(fields.envFrom).flatMap((entry, index) => fromEnvironment(entry, `${path}.envFrom[${index}]`)),
      ...listOf(fields.env).flatMap((entry, index) => fromVariable(entry, `${path}.env[${index}].valueFrom`)),
    ]),
    ...listOf(spec.volumes).flatMap((entry, index) => fromVolume(fieldsOf(entry), `${specPath}.volumes[${index}]`)),
    ...listOf(spec.imagePullSecrets).flatMap((entry, index) =>
      reference('Secret', entry, 'name', `${specPath}.imagePullSecrets[${index}]`),
    ),
  ];
  return found.map((each) => ({ ...each, workload }));
}

function fromEnvironment(entry: unknown, path: string): Found[] {
  const { configMapRef, secretRef } = fieldsOf(entry);
  return [
    ...reference('ConfigMap', configMapRef, 'name', `${path}.configMapRef`),
    ...reference('Secret', secretRef, 'name', `${path}.secretRef`),
  ];
}

function fromVariable(entry: unknown, path: string): Found[] {
  const { configMapKeyRef, secretKeyRef } = fieldsOf(fieldsOf(entry).valueFrom);
  const keyOf = (ref: unknown) => ({ key: textOf(fieldsOf(ref).key) ?? '' });
  return [
    ...reference('ConfigMap', configMapKeyRef, 'name', `${path}.configMapKeyRef`).map((found) => ({
      ...found,
      ...keyOf(configMapKeyRef),
    })),
    ...reference('Secret', secretKeyRef, 'name', `${path}.secretKeyRef`).map((found) => ({
      ...found,
      ...keyOf(secretKeyRef),
    })),
  ];
}

function fromVolume(volume: Fields, path: string): Found[] {
  const projected = listOf(fieldsOf(volume.projected).sources).map(fieldsOf);
  return [
    ...fromFiles('ConfigMap', volume.configMap, 'name', `${path}.configMap`),
    ...fromFiles('Secret', volume.secret, 'secretName', `${path}.secret`),
    ...projected.flatMap(({ configMap, secret }, index) => [
      ...fromFiles('ConfigMap', configMap, 'name', `${path}.projected.sources[${index}].configMap`),
      ...fromFiles('Secret', secret, 'name', `${path}.projected.sources[${index}].secret`),
    ]),
  ];
}

/** All keys of the object as files, or those that `items` lists. */
function fromFiles(kind: Found['kind'], source: unknown, nameField: string, path: string): Found[] {
  const items = listOf(fieldsOf(source).items);
  return reference(kind, source, nameField, path).flatMap((found) =>
    items.length === 0
      ? [found]
      : items.map((item, index) => ({
          ...found,
          key: textOf(fieldsOf(item).key) ?? '',
          field: `${path}.items[${index}]`,
        })),
  );
}

function reference(kind: Found['kind'], source: unknown, nameField: string, field: string): Found[] {
  if (isAbsent(source)) return [];
  const fields = fieldsOf(source);
  const name = textOf(fields[nameField]) ?? '';
  return name === '' ? [] : [{ kind, name, optional: fields.optional === true, field }];
}
