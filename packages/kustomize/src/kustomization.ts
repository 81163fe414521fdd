import { comment } from '@k8s-blocks/comments';
import { type FieldPath, ownField } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { pinnedImages, tagsOf, withTags } from './image.ts';
import { objectsOf, type PlainLayer } from './layer.ts';
import { identify, type PlainObject } from './object.ts';
import { objectPatch, type PatchEntry, removal } from './patch/object-patch.ts';
import { pinnedTree } from './patch/pinned-tree.ts';
import { isMap, type PlainMap, samePlain } from './plain.ts';

/** `v1beta1`, as the manifests that Kustomize users know; nothing that we use differs in later versions. */
const HEAD = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };

/**
 * The kustomization of a layer that stands alone: its files and all of its transformations.
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
    ...imageEntries(tagsOf(layer)),
  });
}

/** The kustomization that refers to another folder and does nothing else. */
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
 * @throws Refusal for what base's kustomization does to every object and an overlay cannot undo.
 * @param baseFolder the way from the overlay's folder to base's: `../../base`.
 */
export function overlay(base: PlainLayer, target: PlainLayer, baseFolder: string): Overlay {
  refuseUnsaid(base, target);
  const tags = changedTags(base, target);
  const baseTags = tagsOf(base);
  const known = new Map([...tags].flatMap(([name]) => (baseTags.has(name) ? [[name, baseTags.get(name) ?? '']] : [])));
  const touched = touchedObjects(base, target);
  const patches = [...patchesOf(touched, known), ...removalsOf(base, target)];
  const files = addedFiles(base, target);
  const said = files.size > 0 || patchesInherited(touched, base) ? target : withoutInherited(base, target);
  const kustomization = withComment(target.comment, {
    ...HEAD,
    ...transformations(said, [baseFolder, ...files.keys()]),
    ...imageEntries(tags),
    ...(patches.length === 0 ? {} : { patches }),
  });
  return { kustomization, files };
}

function transformations(
  { namespace, nameSuffix, labels, annotations }: PlainLayer,
  resources: readonly string[],
): PlainMap {
  return {
    namespace,
    ...(nameSuffix === '' ? {} : { nameSuffix }),
    resources,
    ...(isEmpty(labels) ? {} : { labels: [{ pairs: labels, includeSelectors: false }] }),
    ...(isEmpty(annotations) ? {} : { commonAnnotations: annotations }),
  };
}

function imageEntries(tags: ReadonlyMap<string, string>): PlainMap {
  return tags.size === 0 ? {} : { images: [...tags].map(([name, newTag]) => ({ name, newTag })) };
}

/** What base's kustomization does to every object, an overlay can add to and change, and not take away. */
function refuseUnsaid(base: PlainLayer, target: PlainLayer): void {
  if (base.nameSuffix !== '') {
    const problem = `Names in base end in "${base.nameSuffix}", which an overlay cannot take away.`;
    throw new Refusal({ field: 'nameSuffix', problem, remedy: 'Give base no suffix.' });
  }
  for (const field of ['labels', 'annotations'] as const) {
    const lost = Object.keys(base[field]).filter((key) => !Object.hasOwn(target[field], key));
    if (lost.length === 0) continue;
    const problem = `Base has ${formatNames(lost)} on every object, which an overlay cannot take away.`;
    throw new Refusal({ field, problem, remedy: 'Give the environment a value for it, or take it away from base.' });
  }
}

/** The tags that differ from base's, and those that the environment pins. */
function changedTags(base: PlainLayer, target: PlainLayer): ReadonlyMap<string, string> {
  const before = tagsOf(base);
  const pinned = pinnedImages(target);
  return new Map(
    [...tagsOf(target)].filter(([name, tag]) => before.has(name) && (before.get(name) !== tag || pinned.has(name))),
  );
}

/** An object of an environment that base has too. */
interface TouchedObject {
  readonly before: PlainObject;
  readonly object: PlainObject;
  /** The paths of its pinned values. */
  readonly pinned: readonly FieldPath[];
}

/** The objects that are not as base's, and those with pinned values. Most are neither, and need not be looked at again. */
function touchedObjects(base: PlainLayer, target: PlainLayer): readonly TouchedObject[] {
  const others = new Map(objectsOf(base).map((object) => [identify(object), object]));
  return [...target.files].flatMap(([file, { objects }]) =>
    objects.flatMap((object, index) => {
      const before = others.get(identify(object));
      if (before === undefined) return [];
      const pinned = target.pinned.filter((value) => value.file === file && value.index === index);
      const isTouched = pinned.length > 0 || !samePlain(before, object);
      return isTouched ? [{ before, object, pinned: pinned.map(({ path }) => path) }] : [];
    }),
  );
}

/** Tags are left to `images`, so patches compare the objects as if the tags were base's. */
function patchesOf(touched: readonly TouchedObject[], baseTags: ReadonlyMap<string, string>): readonly PatchEntry[] {
  return touched.flatMap(({ before, object, pinned }) => {
    const patch = objectPatch(before, withTags(object, baseTags), pinnedTree(pinned));
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
  const known = new Set(objectsOf(base).map(identify));
  const files = [...target.files].map(
    ([name, { objects }]) => [name, objects.filter((object) => !known.has(identify(object)))] as const,
  );
  return new Map(files.filter(([, objects]) => objects.length > 0));
}

/** What base's kustomization labels and annotates need not be said again where every object keeps it. */
function withoutInherited(base: PlainLayer, target: PlainLayer): PlainLayer {
  return {
    ...target,
    labels: difference(target.labels, base.labels),
    annotations: difference(target.annotations, base.annotations),
  };
}

/**
 * Whether a patch changes labels or annotations that base's kustomization put there before, or adds or removes them as a
 * whole: the overlay then has to put them there again.
 */
function patchesInherited(touched: readonly TouchedObject[], { labels, annotations }: PlainLayer): boolean {
  const inherited = [...Object.keys(labels), ...Object.keys(annotations)];
  return touched.some(
    ({ before, object, pinned }) =>
      !sameInherited(before, object, inherited) || pinned.some((path) => inherited.includes(String(path.at(-1)))),
  );
}

/**
 * Whether two values have their labels and annotations in the same places, with the same values at the inherited keys. A
 * map that only one of them has is taken for a place of some.
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
