import { comment, commentKeys } from '@k8s-blocks/comments';
import { type FieldPath, formatObject, ownField } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import type { Correction } from './corrections.ts';
import { imageNameAt, isTagSettable, withTags } from './image-tags.ts';
import { objectsOf, type PlainLayer } from './layer.ts';
import { objectPatch, type PatchEntry, removal } from './patch/object-patch.ts';
import { pinnedTree } from './patch/pinned-tree.ts';
import { targetOf } from './patch/target.ts';
import { isMap, type PlainMap, samePlain } from './plain-data.ts';
import { identify, type PlainObject } from './plain-object.ts';
import { writePatch } from './write-yaml.ts';

/** `v1beta1`, which most kustomizations use; the fields that are written here are the same in later versions. */
const HEAD = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };

/**
 * The kustomization that builds a layer without a base: its files and all of its transformations.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function standaloneKustomization(layer: PlainLayer): PlainMap {
  return withComment(layer.comment, {
    ...HEAD,
    ...transformations(
      layer,
      [...layer.files].filter(([, { objects }]) => objects.length > 0).map(([name]) => name),
    ),
    ...imageEntries(new Map([...layer.imageTags].filter(([name]) => isTagSettable(name, layer.images)))),
    ...transformers(layer.corrections, objectsOf(layer)),
  });
}

/** A kustomization that only refers to another folder. */
export function referringKustomization(text: string, folder: string): PlainMap {
  return comment(text, { ...HEAD, resources: [folder] });
}

/** An overlay: its kustomization, and the objects that base lacks, by file. */
export interface Overlay {
  readonly kustomization: PlainMap;
  readonly files: ReadonlyMap<string, readonly PlainObject[]>;
}

/**
 * The overlay that makes `target` of `base`: building it gives what building `target` alone gives.
 *
 * @param baseFolder the path from the overlay's folder to base's: `../../base`.
 * @throws Refusal for what base's kustomization does to every object and an overlay cannot undo.
 */
export function overlay(base: PlainLayer, target: PlainLayer, baseFolder: string): Overlay {
  refuseInexpressible(base, target);
  const tags = changedTags(base, target);
  const baseTags = new Map([...base.imageTags].filter(([name]) => tags.has(name)));
  const touched = touchedObjects(base, target);
  const all = [...objectsOf(base), ...objectsOf(target)];
  const patches = [...patchesOf(touched, baseTags, all), ...removalsOf(base, target)];
  const files = addedFiles(base, target);
  const transformed = files.size > 0 || patchesInherited(touched, base) ? target : withoutInherited(base, target);
  const kustomization = withComment(target.comment, {
    ...HEAD,
    ...transformations(transformed, [baseFolder, ...files.keys()]),
    ...imageEntries(tags),
    ...(patches.length === 0 ? {} : { patches }),
    ...transformers(target.corrections, all),
  });
  return { kustomization, files };
}

function transformations(
  { namespace, namePrefix, nameSuffix, labels, annotations }: PlainLayer,
  resources: readonly string[],
): PlainMap {
  return {
    namespace,
    ...(namePrefix === '' ? {} : { namePrefix }),
    ...(nameSuffix === '' ? {} : { nameSuffix }),
    resources,
    ...(isEmpty(labels) ? {} : { labels: [{ pairs: labels, includeSelectors: false }] }),
    ...(isEmpty(annotations) ? {} : { commonAnnotations: annotations }),
  };
}

function imageEntries(tags: ReadonlyMap<string, string>): PlainMap {
  return tags.size === 0 ? {} : { images: [...tags].map(([name, newTag]) => ({ name, newTag })) };
}

/** What runs after Kustomize's own transformers, and undoes what they change although it is not to be changed. */
function transformers(corrections: readonly Correction[], all: readonly PlainObject[]): PlainMap {
  if (corrections.length === 0) return {};
  const entries = corrections.map(({ object, operations }) =>
    writePatch({
      apiVersion: 'builtin',
      kind: 'PatchTransformer',
      metadata: { name: `${object.kind.toLowerCase()}-${object.metadata.name}` },
      target: targetOf(object, all),
      patch: writePatch(operations),
    }),
  );
  const names = corrections.map(({ object }) => formatObject(object, 'an object'));
  const text = `After the transformers above, which would change the namespace: what ${formatNames(names)} keeps.`;
  return commentKeys({ transformers: entries }, { transformers: text });
}

/** An overlay can change and add to what base's kustomization does to every object, but cannot remove it. */
function refuseInexpressible(base: PlainLayer, target: PlainLayer): void {
  if (base.namePrefix !== '') {
    const problem = `Names in base begin with "${base.namePrefix}", which an overlay cannot remove.`;
    throw new Refusal({ field: 'namePrefix', problem, remedy: 'Give base no prefix.' });
  }
  if (base.nameSuffix !== '') {
    const problem = `Names in base end in "${base.nameSuffix}", which an overlay cannot remove.`;
    throw new Refusal({ field: 'nameSuffix', problem, remedy: 'Give base no suffix.' });
  }
  for (const field of ['labels', 'annotations'] as const) {
    const lost = Object.keys(base[field]).filter((key) => !Object.hasOwn(target[field], key));
    if (lost.length === 0) continue;
    const problem = `Base has ${formatNames(lost)} on every object, which an overlay cannot remove.`;
    throw new Refusal({ field, problem, remedy: 'Give the environment a value for it, or remove it from base.' });
  }
}

/** The tags that differ from base's, and those that the environment pins. */
function changedTags(base: PlainLayer, target: PlainLayer): ReadonlyMap<string, string> {
  const before = base.imageTags;
  const pinned = pinnedImages(target);
  const changed = [...target.imageTags].filter(
    ([name, tag]) => before.has(name) && (before.get(name) !== tag || pinned.has(name)),
  );
  return new Map(changed.filter(([name]) => isTagSettable(name, base.images) && isTagSettable(name, target.images)));
}

/** The names of the images at pinned values. */
function pinnedImages({ pinned, files }: PlainLayer): ReadonlySet<string | undefined> {
  return new Set(
    pinned.map(({ file, index, path }) => {
      const object = files.get(file)?.objects[index];
      return object && imageNameAt(object, path);
    }),
  );
}

/** An object of an environment that base has too. */
interface TouchedObject {
  readonly before: PlainObject;
  readonly object: PlainObject;
  /** The paths of its pinned values. */
  readonly pinned: readonly FieldPath[];
}

/** The objects that differ from base's, and those with pinned values: the candidates for patches. */
function touchedObjects(base: PlainLayer, target: PlainLayer): readonly TouchedObject[] {
  const baseObjects = new Map(objectsOf(base).map((object) => [identify(object), object]));
  return [...target.files].flatMap(([file, { objects }]) =>
    objects.flatMap((object, index) => {
      const before = baseObjects.get(identify(object));
      if (before === undefined) return [];
      const pinned = target.pinned.filter((value) => value.file === file && value.index === index);
      const isTouched = pinned.length > 0 || !samePlain(before, object);
      return isTouched ? [{ before, object, pinned: pinned.map(({ path }) => path) }] : [];
    }),
  );
}

/** The patches of touched objects. Tags are left to `images`, so the objects are compared as if they had base's tags. */
function patchesOf(
  touched: readonly TouchedObject[],
  baseTags: ReadonlyMap<string, string>,
  all: readonly PlainObject[],
): readonly PatchEntry[] {
  return touched.flatMap(({ before, object, pinned }) => {
    const patch = objectPatch(before, withTags(object, baseTags), pinnedTree(pinned), all);
    return patch === undefined ? [] : [patch];
  });
}

function removalsOf(base: PlainLayer, target: PlainLayer): readonly PatchEntry[] {
  const kept = new Set(objectsOf(target).map(identify));
  return [...base.files].flatMap(([file, { objects }]) =>
    objects
      .filter((object) => !kept.has(identify(object)))
      .map((object) => withComment(target.files.get(file)?.omitted, removal(object))),
  );
}

function addedFiles(base: PlainLayer, target: PlainLayer): ReadonlyMap<string, readonly PlainObject[]> {
  const inBase = new Set(objectsOf(base).map(identify));
  const files = [...target.files].map(
    ([name, { objects }]) => [name, objects.filter((object) => !inBase.has(identify(object)))] as const,
  );
  return new Map(files.filter(([, objects]) => objects.length > 0));
}

/** The layer without the labels and annotations that base's kustomization already puts on every object. */
function withoutInherited(base: PlainLayer, target: PlainLayer): PlainLayer {
  return {
    ...target,
    labels: difference(target.labels, base.labels),
    annotations: difference(target.annotations, base.annotations),
  };
}

/**
 * Whether a patch changes labels or annotations that base's kustomization has set, or adds or removes such a map as a whole.
 * Patches are applied after base's transformations, so the overlay then has to set them again.
 */
function patchesInherited(touched: readonly TouchedObject[], { labels, annotations }: PlainLayer): boolean {
  const inherited = [...Object.keys(labels), ...Object.keys(annotations)];
  return touched.some(
    ({ before, object, pinned }) =>
      !sameInherited(before, object, inherited) || pinned.some((path) => inherited.includes(String(path.at(-1)))),
  );
}

/**
 * Whether two objects have the same inherited labels and annotations, at every depth. A map that only one of them has might
 * hold some, so it counts as a difference.
 */
function sameInherited(a: PlainMap, b: PlainMap, inherited: readonly string[]): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => {
    const mapA = mapAt(a, key);
    const mapB = mapAt(b, key);
    if (mapA === mapB) return true;
    if (mapA === undefined || mapB === undefined) return false;
    if (key !== 'labels' && key !== 'annotations') return sameInherited(mapA, mapB, inherited);
    return inherited.every((name) => samePlain(ownField(mapA, name), ownField(mapB, name)));
  });
}

function mapAt(map: PlainMap, key: string): PlainMap | undefined {
  const value = ownField(map, key);
  return isMap(value) ? value : undefined;
}

function difference(values: Readonly<Record<string, string>>, inherited: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => inherited[key] !== value));
}

function isEmpty(values: object): boolean {
  return samePlain({ ...values }, {});
}

function withComment<T extends object>(text: string | undefined, object: T): T {
  return text === undefined ? object : comment(text, object);
}
