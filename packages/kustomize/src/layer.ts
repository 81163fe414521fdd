import { type FieldPath, formatObject, groupOf, type KubernetesObject, keyOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { imageTagsOf } from './image-tags.ts';
import { plainMap } from './plain-data.ts';
import { isObject, type PlainObject } from './plain-object.ts';
import { refuseWithin } from './refuse-within.ts';

/**
 * One environment of a service, written out in full: its objects before Kustomize transforms them, grouped into files, and
 * the transformations. {@link kustomizeTree} makes one layer the base, and computes overlays from the others.
 */
export interface Layer {
  /** The comment at the head of the layer's kustomization. */
  readonly comment?: string;
  /** The namespace of all objects; a Namespace object gets it as its name. */
  readonly namespace: string;
  /** The suffix of all names. Default: none. */
  readonly nameSuffix?: string;
  /** Labels of all objects, not of selectors and pods. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of all objects and pods. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The files, in the order in which the kustomization lists them: name to content. */
  readonly files: Readonly<Record<string, LayerFile>>;
  /** Values that the overlay writes even where base has the same. Default: none. */
  readonly pinned?: readonly PinnedValue[];
}

/** The objects of one file. */
export interface LayerFile {
  readonly objects: readonly KubernetesObject[];
  /** The reason why the layer lacks objects that base has in this file. Default: none is given. */
  readonly omitted?: string;
}

/** Where a value is that an environment repeats although base has the same, so that a change of base does not change it. */
export interface PinnedValue {
  readonly file: string;
  /** The index of the object in its file. */
  readonly index: number;
  /** The path of the value in the object. */
  readonly path: FieldPath;
}

/** A layer with its objects as plain data, and with what is computed from them. */
export interface PlainLayer extends Required<Omit<Layer, 'files' | 'comment'>> {
  readonly comment: string | undefined;
  readonly files: ReadonlyMap<
    string,
    { readonly objects: readonly PlainObject[]; readonly omitted: string | undefined }
  >;
  /** The tag of each image that all its objects use with one and the same tag: image name to tag. */
  readonly imageTags: ReadonlyMap<string, string>;
}

/**
 * The layer with its defaults filled in and its objects as plain data.
 *
 * @throws Refusal for a value that YAML cannot hold, an object without a name, a duplicate object, and a file name that is
 * not a plain `*.yaml`.
 */
export function plainLayer(layer: Layer): PlainLayer {
  const { comment, namespace, nameSuffix = '', labels = {}, annotations = {}, pinned = [] } = layer;
  const entries = Object.entries(layer.files).map(([name, { objects, omitted }]) => {
    refuseFileName(name);
    return [name, { objects: objects.map((object) => plainObject(object, name)), omitted }] as const;
  });
  refuseDuplicates(entries.flatMap(([file, { objects }]) => objects.map((object) => ({ file, object }))));
  plainMap({ labels, annotations });
  const files = new Map(entries);
  const imageTags = imageTagsOf([...files.values()].flatMap(({ objects }) => objects));
  return { comment, namespace, nameSuffix, labels, annotations, pinned, files, imageTags };
}

/** All objects of a layer, in the order of its files. */
export function objectsOf(layer: PlainLayer): readonly PlainObject[] {
  return [...layer.files.values()].flatMap(({ objects }) => objects);
}

function plainObject(object: KubernetesObject, file: string): PlainObject {
  return refuseWithin({ file, object: formatObject(object, 'an object') }, () => {
    const plain = plainMap(object);
    if (isObject(plain)) return plain;
    throw new Refusal({ field: 'metadata.name', problem: 'An object needs an apiVersion, a kind and a name.' });
  });
}

function refuseFileName(name: string): void {
  if (/^[a-z0-9][a-z0-9.-]*\.yaml$/.test(name) && name !== 'kustomization.yaml') return;
  throw new Refusal({
    file: name,
    problem: `"${name}" is not a valid name of a file of objects.`,
    remedy: 'Give a name such as configmap.yaml: lowercase letters, digits, "." and "-".',
  });
}

function refuseDuplicates(located: readonly { readonly file: string; readonly object: PlainObject }[]): void {
  const files = new Map<string, string>();
  for (const { file, object } of located) {
    const { apiVersion, kind, metadata } = object;
    // All are in the namespace of the layer, and a cluster holds one object for all versions of a kind.
    const key = keyOf({ group: groupOf(apiVersion), kind, name: metadata.name });
    const other = files.get(key);
    if (other !== undefined) {
      throw new Refusal({
        file,
        object: formatObject(object, 'an object'),
        problem: `It is in ${other} already.`,
        remedy: 'Give one of them another name.',
      });
    }
    files.set(key, file);
  }
}
