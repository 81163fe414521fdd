import { comment } from '@k8s-blocks/comments';
import { statedImages, tagsOf, withTags } from './image.ts';
import { objectsOf, type PlainLayer } from './layer.ts';
import { identify, type PlainObject } from './object.ts';
import { objectPatch, type PatchEntry, removal } from './patch/object-patch.ts';
import { statedAt } from './patch/stated.ts';
import { isMap, type Plain, type PlainMap, samePlain } from './plain.ts';

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
 * @param baseFolder the way from the overlay's folder to base's: `../../base`.
 */
export function overlay(base: PlainLayer, target: PlainLayer, baseFolder: string): Overlay {
  const tags = changedTags(base, target);
  const baseTags = tagsOf(base);
  const known = new Map([...tags].flatMap(([name]) => (baseTags.has(name) ? [[name, baseTags.get(name) ?? '']] : [])));
  const patches = [...patchesOf(base, target, known), ...removalsOf(base, target)];
  const files = addedFiles(base, target);
  const said = files.size > 0 || metadataDiffers(base, target) ? target : withoutInherited(base, target);
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

/** The tags that differ from base's, and those that the environment states. */
function changedTags(base: PlainLayer, target: PlainLayer): ReadonlyMap<string, string> {
  const before = tagsOf(base);
  const stated = statedImages(target);
  return new Map(
    [...tagsOf(target)].filter(([name, tag]) => before.has(name) && (before.get(name) !== tag || stated.has(name))),
  );
}

/** Tags are left to `images`, so patches compare the objects as if the tags were base's. */
function patchesOf(base: PlainLayer, target: PlainLayer, baseTags: ReadonlyMap<string, string>): readonly PatchEntry[] {
  const before = new Map(objectsOf(base).map((object) => [identify(object), object]));
  return [...target.files].flatMap(([file, { objects }]) =>
    objects.flatMap((object, index) => {
      const other = before.get(identify(object));
      if (other === undefined) return [];
      const stated = target.stated.filter((value) => value.file === file && value.index === index);
      const patch = objectPatch(other, withTags(object, baseTags), statedAt(stated.map(({ path }) => path)));
      return patch === undefined ? [] : [patch];
    }),
  );
}

function removalsOf(base: PlainLayer, target: PlainLayer): readonly PatchEntry[] {
  const kept = new Set(objectsOf(target).map(identify));
  return [...base.files].flatMap(([file, { objects }]) =>
    objects
      .filter((object) => !kept.has(identify(object)))
      .map((object) => withComment(target.files.get(file)?.absent, removal(object))),
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
 * Whether a patch adds or removes labels or annotations as a whole. It then takes those along that base's kustomization
 * put there before, so that the overlay has to put them there again.
 */
function metadataDiffers(base: PlainLayer, target: PlainLayer): boolean {
  const before = new Map(objectsOf(base).map((object) => [identify(object), object]));
  return objectsOf(target).some((object) => {
    const other = before.get(identify(object));
    return other !== undefined && metadataShape(other) !== metadataShape(object);
  });
}

/** The places of an object's metadata, labels and annotations, as one text. */
function metadataShape(value: Plain, path = ''): string {
  if (!isMap(value)) return '';
  const entries = Object.entries(value).filter(([, entry]) => isMap(entry));
  return entries
    .map(([key, entry]) => {
      const at = `${path}/${key}`;
      return (['metadata', 'labels', 'annotations'].includes(key) ? `${at}\n` : '') + metadataShape(entry, at);
    })
    .sort()
    .join('');
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
