import { type FieldPath, formatObject, groupOf, type KubernetesObject, keyOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { isObject, type PlainObject } from './object.ts';
import { plainMap } from './plain.ts';
import { within } from './within.ts';

/**
 * One environment of a service, written out: its objects as they are before Kustomize transforms them, grouped into
 * files, and the transformations. Layers are whole; which of them becomes base, and what of the others becomes patches,
 * is seen when they are rendered.
 */
export interface Layer {
  /** What stands at the head of the layer's kustomization. */
  readonly comment?: string;
  /** The namespace of all objects. A Namespace object is renamed to it. */
  readonly namespace: string;
  /** What all names end in. Default: nothing. */
  readonly nameSuffix?: string;
  /** Labels of all objects, not of selectors and pods. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of all objects and pods. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The files, in the order in which the kustomization lists them: name to content. */
  readonly files: Readonly<Record<string, LayerFile>>;
  /** Values that the overlay writes also where base says the same. Default: none. */
  readonly pinned?: readonly PinnedValue[];
}

/** The objects of one file, or why the layer goes without those that base has in it. */
export interface LayerFile {
  readonly objects: readonly KubernetesObject[];
  readonly omitted?: string;
}

/** A value that an environment repeats although base says the same, so that a change of base does not change it. */
export interface PinnedValue {
  readonly file: string;
  /** The place of the object in its file. */
  readonly index: number;
  readonly path: FieldPath;
}

/** A layer with its objects as plain data. */
export interface PlainLayer extends Required<Omit<Layer, 'files' | 'comment'>> {
  readonly comment: string | undefined;
  readonly files: ReadonlyMap<
    string,
    { readonly objects: readonly PlainObject[]; readonly omitted: string | undefined }
  >;
}

/** Objects as plain data, by what they were made of. */
export type PlainObjects = Map<KubernetesObject, PlainObject>;

/**
 * The layer with its defaults filled in and its objects as plain data.
 *
 * @param known the objects of other layers, which may be objects of this one too. Those of this one are added.
 * @throws Refusal for a value that YAML cannot hold, an object without a name, one that stands twice, and a file name
 * that is no plain `*.yaml`.
 */
export function plainLayer(layer: Layer, known: PlainObjects = new Map()): PlainLayer {
  const { comment, namespace, nameSuffix = '', labels = {}, annotations = {}, pinned = [] } = layer;
  const plainObjectOf = (object: KubernetesObject, file: string) => {
    const plain = known.get(object) ?? plainObject(object, file);
    known.set(object, plain);
    return plain;
  };
  const files = Object.entries(layer.files).map(([name, { objects, omitted }]) => {
    refuseFileName(name);
    return [name, { objects: objects.map((object) => plainObjectOf(object, name)), omitted }] as const;
  });
  refuseDuplicates(files.flatMap(([file, { objects }]) => objects.map((object) => ({ file, object }))));
  plainMap({ labels, annotations });
  return { comment, namespace, nameSuffix, labels, annotations, pinned, files: new Map(files) };
}

/** All objects of a layer, in the order of its files. */
export function objectsOf(layer: PlainLayer): readonly PlainObject[] {
  return [...layer.files.values()].flatMap(({ objects }) => objects);
}

function plainObject(object: KubernetesObject, file: string): PlainObject {
  return within({ file, object: formatObject(object, 'an object') }, () => {
    const plain = plainMap(object);
    if (isObject(plain)) return plain;
    throw new Refusal({ field: 'metadata.name', problem: 'An object needs an apiVersion, a kind and a name.' });
  });
}

function refuseFileName(name: string): void {
  if (/^[a-z0-9][a-z0-9.-]*\.yaml$/.test(name) && name !== 'kustomization.yaml') return;
  throw new Refusal({
    file: name,
    problem: `"${name}" is no name for a file of objects.`,
    remedy: 'Give one such as configmap.yaml.',
  });
}

function refuseDuplicates(placed: readonly { readonly file: string; readonly object: PlainObject }[]): void {
  const files = new Map<string, string>();
  for (const { file, object } of placed) {
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
