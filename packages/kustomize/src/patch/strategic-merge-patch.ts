import { commentKeys, keyCommentsOf } from '@k8s-blocks/comments';
import { ownField } from '@k8s-blocks/manifest';
import { isList, isMap, type Plain, type PlainList, type PlainMap, samePlain } from '../plain-data.ts';
import { isReadAsText } from '../read-as-text.ts';
import type { YamlMap, YamlValue } from '../write-yaml.ts';
import { hasKnownSchema } from './known-schemas.ts';
import { NOTHING_PINNED, type PinnedTree } from './pinned-tree.ts';

/**
 * The merge keys of lists. The rules of a strategic merge patch, as Kustomize 5.7 applies them:
 * - a map is merged key by key, and null removes a key;
 * - a list with a merge key is merged entry by entry: entries that the patch names come first, in the patch's order,
 *   then the others as they were; `$patch: delete` removes one;
 * - any other list is replaced.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 * @see https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  volumes: 'name',
  volumeMounts: 'mountPath',
};

/** Lists with several merge keys, or with merge keys that depend on more than the name of the field: left to JSON 6902. */
const OTHER_MERGED_LISTS = new Set([
  'claims',
  'conditions',
  'drivers',
  'ephemeralContainers',
  'finalizers',
  'hostAliases',
  'imagePullSecrets',
  'ownerReferences',
  'podCIDRs',
  'ports',
  'resourceClaims',
  'schedulingGates',
  'secrets',
  'subjects',
  'topologySpreadConstraints',
  'volumeDevices',
  'webhooks',
]);

/** The most entries that a patch may name only to keep their order; beyond that, JSON 6902 is easier to read. */
const MAX_BARE_ENTRIES = 3;

/** Thrown inside this file where a merge patch cannot say the difference exactly. */
class Inexpressible extends Error {}

/**
 * The strategic merge patch that makes `target` of `base`, with the values that are pinned.
 *
 * @returns undefined if nothing differs, `inexpressible` if only JSON 6902 can express the difference exactly.
 */
export function strategicMergePatch(
  base: PlainMap,
  target: PlainMap,
  pinned: PinnedTree = NOTHING_PINNED,
): YamlMap | undefined | 'inexpressible' {
  try {
    return mapPatch(base, target, pinned, hasKnownSchema(target));
  } catch (error) {
    if (error instanceof Inexpressible) return 'inexpressible';
    throw error;
  }
}

function mapPatch(base: PlainMap, target: PlainMap, pinned: PinnedTree, builtIn: boolean): YamlMap | undefined {
  const removed = Object.keys(base).filter((key) => !Object.hasOwn(target, key));
  const changed = Object.entries(target).flatMap(([key, value]) => {
    const change = valuePatch(key, ownField(base, key), value, pinned.below.get(key), builtIn);
    return change === undefined ? [] : [[key, change] as const];
  });
  const patch: YamlMap = Object.fromEntries([...removed.map((key) => [key, null] as const), ...changed]);
  const keys = Object.keys(patch);
  if (keys.length === 0) return undefined;
  // Kustomize reads a key with a dollar sign as a directive, and drops a map that loses all of its keys.
  if (keys.some((key) => key.startsWith('$')) || Object.keys(target).length === 0) throw new Inexpressible();
  // Kustomize 5.0 loses the quotes of a key that it adds.
  if (keys.some((key) => !isReadAsText(key) && !Object.hasOwn(base, key))) throw new Inexpressible();
  return commentKeys(patch, newComments(base, target, keys));
}

/** The comments of the environment that base does not have, at keys that the patch writes. */
function newComments(base: PlainMap, target: PlainMap, keys: readonly string[]): Record<string, string> {
  const before = keyCommentsOf(base);
  const now = Object.entries(keyCommentsOf(target));
  return Object.fromEntries(now.filter(([key, text]) => keys.includes(key) && before[key] !== text));
}

function valuePatch(
  key: string,
  base: Plain | undefined,
  target: Plain,
  pinned: PinnedTree | undefined,
  builtIn: boolean,
): YamlValue | undefined {
  if (base === undefined) return added(target);
  if (isMap(base) && isMap(target)) return mapPatch(base, target, pinned ?? NOTHING_PINNED, builtIn);
  if (isList(base) && isList(target)) return listPatch(key, base, target, pinned, builtIn);
  // Kustomize keeps the quotes of the value that it replaces: a number instead of a text would become a text.
  if (typeof base !== typeof target || typeof target === 'object') throw new Inexpressible();
  return base === target && pinned === undefined ? undefined : target;
}

/** A value that base lacks is written whole. Kustomize drops an empty map or list from a merge patch. */
function added(target: Plain): Plain {
  if (typeof target === 'object' && Object.keys(target).length === 0) throw new Inexpressible();
  return target;
}

function listPatch(key: string, base: PlainList, target: PlainList, pinned: PinnedTree | undefined, builtIn: boolean) {
  const same = samePlain(base, target);
  if (same && pinned === undefined) return undefined;
  if (!builtIn || OTHER_MERGED_LISTS.has(key) || target.length === 0) throw new Inexpressible();
  const mergeKey = MERGE_KEYS[key];
  return mergeKey === undefined ? target : keyedListPatch(mergeKey, base, target, pinned ?? NOTHING_PINNED);
}

function keyedListPatch(mergeKey: string, base: PlainList, target: PlainList, pinned: PinnedTree) {
  const baseEntries = keyed(mergeKey, base);
  const targetEntries = keyed(mergeKey, target);
  const changes = [...targetEntries].map(([name, entry], index) => {
    const before = baseEntries.get(name);
    const change =
      before === undefined ? entry : mapPatch(before, entry, pinned.below.get(index) ?? NOTHING_PINNED, true);
    return { name, change };
  });
  const named = namedEntries(changes, [...baseEntries.keys()], targetEntries);
  if (named.filter(({ change }) => change === undefined).length > MAX_BARE_ENTRIES) throw new Inexpressible();
  const removed = [...baseEntries.keys()].filter((name) => !targetEntries.has(name));
  const patch = [
    ...named.map(({ name, change }) => ({ [mergeKey]: name, ...change })),
    ...removed.map((name) => ({ [mergeKey]: name, $patch: 'delete' })),
  ];
  return patch.length === 0 ? undefined : patch;
}

/** The shortest prefix of the list that has all changes, and after which the other entries keep their order. */
function namedEntries<T extends { readonly name: string; readonly change: unknown }>(
  changes: readonly T[],
  baseNames: readonly string[],
  target: ReadonlyMap<string, unknown>,
): readonly T[] {
  const kept = baseNames.filter((name) => target.has(name));
  let length = changes.length;
  let keptLength = kept.length;
  while (length > 0 && keptLength > 0) {
    const last = changes[length - 1];
    if (last === undefined || last.change !== undefined || last.name !== kept[keptLength - 1]) break;
    length -= 1;
    keptLength -= 1;
  }
  return changes.slice(0, length);
}

function keyed(mergeKey: string, list: PlainList): ReadonlyMap<string, PlainMap> {
  const entries = new Map<string, PlainMap>();
  for (const entry of list) {
    const name = isMap(entry) ? entry[mergeKey] : undefined;
    if (!isMap(entry) || typeof name !== 'string' || entries.has(name)) throw new Inexpressible();
    entries.set(name, entry);
  }
  return entries;
}
