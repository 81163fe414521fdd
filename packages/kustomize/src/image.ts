import { objectsOf, type PlainLayer } from './layer.ts';
import { isList, isMap, type Path, type Plain, type PlainMap } from './plain.ts';

/** A tagged image: what Kustomize's `images` can say. An image with a digest, or without a tag, is left to patches. */
interface TaggedImage {
  readonly name: string;
  readonly tag: string;
}

/** The fields in which Kustomize's image transformer looks for containers. */
const CONTAINER_LISTS = ['containers', 'initContainers'];

/** Base is asked once for each overlay; a layer never changes. */
const knownTags = new WeakMap<PlainLayer, ReadonlyMap<string, string>>();

/**
 * The tag of each image that a layer uses with one tag alone: image name to tag.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/
 */
export function tagsOf(layer: PlainLayer): ReadonlyMap<string, string> {
  const tags = knownTags.get(layer) ?? findTags(layer);
  knownTags.set(layer, tags);
  return tags;
}

function findTags(layer: PlainLayer): ReadonlyMap<string, string> {
  const references = objectsOf(layer).flatMap((object) => [...imagesIn(object)].map(({ image }) => image));
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

/** The names of the images at stated values. */
export function statedImages(layer: PlainLayer): ReadonlySet<string> {
  const names = layer.stated.flatMap(({ file, index, path }) => {
    const object = layer.files.get(file)?.objects[index];
    if (object === undefined) return [];
    return [...imagesIn(object)].filter((each) => samePath(each.path, path)).map(({ image }) => imageName(image));
  });
  return new Set(names);
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
  const entries = Object.entries(value).map(([key, entry]): [string, Plain] => {
    if (!CONTAINER_LISTS.includes(key) || !isList(entry)) return [key, retag(entry, tags)];
    return [key, entry.map((container) => (isMap(container) ? retagContainer(container, tags) : container))];
  });
  // Most objects have no containers, and need not be made again.
  if (entries.every(([key, entry]) => entry === value[key])) return value;
  // A spread, so that comments (kept under symbols) come along.
  return { ...value, ...Object.fromEntries(entries) };
}

function retagContainer(container: PlainMap, tags: ReadonlyMap<string, string>): PlainMap {
  if (typeof container.image !== 'string') return container;
  const name = imageName(container.image);
  const tag = tags.get(name);
  return tag === undefined ? container : { ...container, image: `${name}:${tag}` };
}

function* imagesIn(value: Plain, path: Path = []): Generator<{ readonly image: string; readonly path: Path }> {
  if (isList(value)) {
    for (const [index, entry] of value.entries()) if (holdsMore(entry)) yield* imagesIn(entry, [...path, index]);
  } else if (isMap(value)) {
    for (const [key, entry] of Object.entries(value)) {
      const holder = path.at(-2);
      const inContainer = typeof holder === 'string' && CONTAINER_LISTS.includes(holder);
      if (inContainer && key === 'image' && typeof entry === 'string') yield { image: entry, path: [...path, key] };
      else if (holdsMore(entry)) yield* imagesIn(entry, [...path, key]);
    }
  }
}

/** Looked at before, since most values hold nothing, and a generator for each takes most of the time. */
function holdsMore(value: Plain): boolean {
  return typeof value === 'object';
}

function imageName(reference: string): string {
  return parseTagged(reference)?.name ?? reference.replace(/@.*$/, '');
}

/** A colon before the last slash belongs to a registry's port, not to a tag. */
function parseTagged(reference: string): TaggedImage | undefined {
  const match = /^(?<name>[^@]+):(?<tag>[\w][\w.-]*)$/.exec(reference);
  const { name, tag } = match?.groups ?? {};
  return name === undefined || tag === undefined ? undefined : { name, tag };
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}
