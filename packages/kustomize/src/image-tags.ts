import type { FieldPath } from '@k8s-blocks/manifest';
import { isList, isMap, type Plain, type PlainList, type PlainMap } from './plain-data.ts';

/** A tagged image, as Kustomize's `images` can express it. Images with a digest, or without a tag, are left to patches. */
interface TaggedImage {
  readonly name: string;
  readonly tag: string;
}

/** The fields in which Kustomize's image transformer looks for containers. */
const CONTAINER_LISTS = ['containers', 'initContainers'];

/**
 * The tag of each image that containers use with one and the same tag: image name to tag.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/
 */
export function imageTagsOf({ ofContainers: references }: Images): ReadonlyMap<string, string> {
  const byName = new Map<string, Set<string>>();
  for (const reference of references) {
    const name = imageName(reference);
    byName.set(name, (byName.get(name) ?? new Set()).add(reference));
  }
  const tags = new Map<string, string>();
  for (const [name, [reference = '', ...others]] of byName) {
    const tagged = parseTagged(reference);
    if (tagged !== undefined && others.length === 0) tags.set(name, tagged.tag);
  }
  return tags;
}

/**
 * Whether an entry of `images` with the name of an image changes the tags of that image alone. Kustomize reads the name as a
 * regular expression, drops the digest of an image whose tag it sets, and newer versions also change the images of volumes.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/blob/kustomize/v5.7.1/api/internal/image/image.go
 */
export function isTagSettable(name: string, { ofContainers, ofVolumes }: Images): boolean {
  if (!/^[\w./:-]+$/.test(name)) return false;
  // regex: the name has no quantifier, as tested above
  const matched = new RegExp(`^${name}(?::[\\w.{}-]*)?(?:@.*)?$`);
  return (
    ofContainers.every((image) => imageName(image) === name || !matched.test(image)) &&
    ofVolumes.every((image) => !matched.test(image))
  );
}

/** The images that objects use. */
export interface Images {
  readonly ofContainers: readonly string[];
  /** Images that are mounted as volumes. */
  readonly ofVolumes: readonly string[];
}

/** The images that objects use, in the order of the objects. */
export function imagesOf(objects: readonly PlainMap[]): Images {
  return {
    ofContainers: objects.flatMap((object) => imagesIn(object).map(({ image }) => image)),
    ofVolumes: objects.flatMap(volumeImagesIn),
  };
}

/** The name of the image at a path of an object; undefined if there is none. */
export function imageNameAt(object: PlainMap, path: FieldPath): string | undefined {
  const found = imagesIn(object).find((each) => samePath(each.path, path));
  return found && imageName(found.image);
}

/** The value with the tag of each named image replaced: what Kustomize's `images` makes of it. */
export function withTags<T extends Plain>(value: T, tags: ReadonlyMap<string, string>): T {
  if (tags.size === 0) return value;
  return retag(value, tags) as T;
}

function retag(value: Plain, tags: ReadonlyMap<string, string>): Plain {
  if (isList(value)) {
    const entries = value.map((entry) => retag(entry, tags));
    return entries.every((entry, index) => entry === value[index]) ? value : entries;
  }
  if (!isMap(value)) return value;
  const changed = Object.entries(value).flatMap(([key, entry]): [string, Plain][] => {
    if (typeof entry !== 'object') return [];
    const retagged = CONTAINER_LISTS.includes(key) && isList(entry) ? retagContainers(entry, tags) : retag(entry, tags);
    return retagged === entry ? [] : [[key, retagged]];
  });
  // Most objects have no containers, and need no copy. The spread copies comments too, which are under symbol keys.
  return changed.length === 0 ? value : { ...value, ...Object.fromEntries(changed) };
}

function retagContainers(containers: PlainList, tags: ReadonlyMap<string, string>): PlainList {
  return containers.map((container) => (isMap(container) ? retagContainer(container, tags) : container));
}

function retagContainer(container: PlainMap, tags: ReadonlyMap<string, string>): PlainMap {
  if (typeof container.image !== 'string') return container;
  const name = imageName(container.image);
  const tag = tags.get(name);
  return tag === undefined ? container : { ...container, image: `${name}:${tag}` };
}

/** An image that a container names, and where in the object. */
interface ImageField {
  readonly image: string;
  readonly path: FieldPath;
}

function imagesIn(object: PlainMap): readonly ImageField[] {
  const found: ImageField[] = [];
  // Kustomize leaves definitions of custom resources alone.
  if (object.kind === 'CustomResourceDefinition') return found;
  collectImages(object, [], found);
  return found;
}

/** @param path the path of the value: one list for the whole walk, copied only for the few values that are images. */
function collectImages(value: PlainList | PlainMap, path: (string | number)[], found: ImageField[]): void {
  const holder = path.at(-2);
  const inContainer = typeof holder === 'string' && CONTAINER_LISTS.includes(holder);
  if (inContainer && isMap(value) && typeof value.image === 'string') {
    found.push({ image: value.image, path: [...path, 'image'] });
  }
  for (const [key, entry] of isList(value) ? value.entries() : Object.entries(value)) {
    if (typeof entry !== 'object') continue;
    path.push(key);
    collectImages(entry, path, found);
    path.pop();
  }
}

/** The images that are mounted as volumes. */
function volumeImagesIn(value: Plain): readonly string[] {
  if (isList(value)) return value.flatMap((entry) => (typeof entry === 'object' ? volumeImagesIn(entry) : []));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    if (typeof entry !== 'object') return [];
    if (key !== 'volumes' || !isList(entry)) return volumeImagesIn(entry);
    return entry.flatMap((volume) => {
      const image = isMap(volume) ? volume.image : undefined;
      return isMap(image) && typeof image.reference === 'string' ? [image.reference] : [];
    });
  });
}

function imageName(reference: string): string {
  const [withoutDigest = ''] = reference.split('@', 1);
  return parseTagged(withoutDigest)?.name ?? withoutDigest;
}

/** A colon before the last slash belongs to a registry's port, not to a tag. */
function parseTagged(reference: string): TaggedImage | undefined {
  const match = /^(?<name>[^@]+):(?<tag>[\w][\w.-]*)$/.exec(reference);
  const { name, tag } = match?.groups ?? {};
  return name === undefined || tag === undefined ? undefined : { name, tag };
}

function samePath(a: FieldPath, b: FieldPath): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
