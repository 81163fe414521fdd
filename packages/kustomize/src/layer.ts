import { type FieldPath, formatObject, groupBy, type KubernetesObject } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { type Correction, correctionOf } from './corrections.ts';
import { finalObject } from './final-object.ts';
import { type Images, imagesOf, imageTagsOf } from './image-tags.ts';
import { isClusterScoped } from './names/cluster-scope.ts';
import { resolveLayer } from './names/resolve-layer.ts';
import type { Neighbour } from './names/resolve-names.ts';
import { plainMap, samePlain } from './plain-data.ts';
import { isObject, type PlainObject } from './plain-object.ts';
import { refuseUnkept } from './refuse-unkept.ts';
import { refuseWithin } from './refuse-within.ts';

/**
 * One environment of a service, written out in full: its objects, grouped into files, and what all of them have in common.
 * {@link kustomizeTree} makes one layer the base, and computes overlays from the others; {@link finalObjects} are the objects
 * as the cluster is to hold them.
 *
 * The name of an object is written without prefix and suffix. So may be references to objects of the layer where Kustomize renames
 * them; everywhere else they have the name of the environment.
 */
export interface Layer {
  /** The comment at the head of the layer's kustomization. */
  readonly comment?: string;
  /** The namespace of all objects that name no other; a Namespace object gets it as its name. */
  readonly namespace: string;
  /** The namespace in base, where it is another, so that it is found where it was written by mistake. Default: the same. */
  readonly baseNamespace?: string;
  /** The prefix of all names. Default: none. */
  readonly namePrefix?: string;
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
  /**
   * Finds objects of others by their name in base, which may be written by mistake here. Default: those have the same names
   * here.
   */
  readonly neighboursNamed?: (name: string) => readonly Neighbour[];
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

/** A layer with its objects as plain data, as they are written for Kustomize, and with what is computed from them. */
export interface PlainLayer extends Required<Omit<Layer, 'files' | 'comment' | 'baseNamespace' | 'neighboursNamed'>> {
  readonly comment: string | undefined;
  readonly files: ReadonlyMap<string, PlainFile>;
  /** The objects as the cluster is to hold them, in the order of the files. */
  readonly finals: readonly PlainObject[];
  /** What Kustomize's own transformers change although it is not to be changed. */
  readonly corrections: readonly Correction[];
  readonly images: Images;
  /** The tag of each image that all its objects use with one and the same tag: image name to tag. */
  readonly imageTags: ReadonlyMap<string, string>;
}

/** The objects of one file as plain data. */
interface PlainFile {
  readonly objects: readonly PlainObject[];
  readonly omitted: string | undefined;
}

/**
 * The layer with its defaults filled in and its objects as plain data.
 *
 * @throws Refusal for a value that YAML cannot hold or Kustomize does not keep, an object without a name, a duplicate object,
 * a reference by a name that the environment does not have, and a file name that is not a plain `*.yaml`.
 */
export function plainLayer(layer: Layer): PlainLayer {
  const { comment, namespace, namePrefix = '', nameSuffix = '', labels = {}, annotations = {}, pinned = [] } = layer;
  plainMap({ labels, annotations });
  const written = Object.entries(layer.files).flatMap(([file, { objects }]) => {
    refuseFileName(file);
    return objects.map((object) => ({ file, object: plainObject(object, file) }));
  });
  const resolved = resolveLayer(written, { ...layer, namePrefix, nameSuffix });
  const finals = resolved.map(({ file, named, names }) => {
    const final = finalObject(named, names, { labels, annotations });
    refuseWithin({ file, object: formatObject(named, 'an object') }, () => refuseUnkept(final));
    return final;
  });
  const byFile = groupBy(resolved, ({ file }) => [file]);
  const files = new Map(
    Object.entries(layer.files).map(([file, { omitted }]): [string, PlainFile] => [
      file,
      { objects: (byFile.get(file) ?? []).map(({ source }) => withoutOwnNamespace(source, namespace)), omitted },
    ]),
  );
  const corrections = resolved.flatMap(({ source, names }) => correctionOf(source, names, namespace) ?? []);
  const images = imagesOf([...files.values()].flatMap(({ objects }) => objects));
  return {
    comment,
    namespace,
    namePrefix,
    nameSuffix,
    labels,
    annotations,
    pinned,
    files,
    finals,
    corrections,
    images,
    imageTags: imageTagsOf(images),
  };
}

/** The objects of a layer as the cluster is to hold them. Throws as {@link plainLayer} does. */
export function finalObjects(layer: Layer): readonly PlainObject[] {
  return plainLayer(layer).finals;
}

/** All objects of a layer, in the order of its files. */
export function objectsOf(layer: PlainLayer): readonly PlainObject[] {
  return [...layer.files.values()].flatMap(({ objects }) => objects);
}

function plainObject(object: KubernetesObject, file: string): PlainObject {
  return refuseWithin({ file, object: formatObject(object, 'an object') }, () => {
    const plain = plainMap(object);
    if (isObject(plain)) return withoutEmptyAnnotations(plain);
    throw new Refusal({ field: 'metadata.name', problem: 'An object needs an apiVersion, a kind and a name.' });
  });
}

/** Kustomize drops an empty map of annotations, which says the same as none. */
function withoutEmptyAnnotations(object: PlainObject): PlainObject {
  const { annotations, ...metadata } = object.metadata;
  return samePlain(annotations, {}) ? { ...object, metadata } : object;
}

function refuseFileName(name: string): void {
  if (/^[a-z0-9][a-z0-9.-]*\.yaml$/.test(name) && name !== 'kustomization.yaml') return;
  throw new Refusal({
    file: name,
    problem: `"${name}" is not a valid name of a file of objects.`,
    remedy: 'Give a name such as configmap.yaml: lowercase letters, digits, "." and "-".',
  });
}

/** The object without the namespace that all objects of its layer get. Objects of the whole cluster have none. */
function withoutOwnNamespace(object: PlainObject, namespace: string): PlainObject {
  const isForeign = object.metadata.namespace !== namespace && object.metadata.namespace !== '';
  if (isForeign && !isClusterScoped(object)) return object;
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
