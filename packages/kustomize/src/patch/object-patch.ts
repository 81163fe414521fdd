import type { PlainMap } from '../plain-data.ts';
import type { PlainObject } from '../plain-object.ts';
import { writePatch, type YamlMap } from '../write-yaml.ts';
import { jsonPatch } from './json-patch.ts';
import { areKeyedListsUnambiguous } from './keyed-lists.ts';
import type { PinnedTree } from './pinned-tree.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';
import { targetOf } from './target.ts';

/** An entry of a kustomization's `patches`. */
export interface PatchEntry extends PlainMap {
  readonly patch: string;
}

/**
 * The patch that makes an environment's object of base's: a strategic merge patch, which reads like the object, where it can
 * express the difference exactly; a JSON patch otherwise.
 *
 * @param all all objects of base and the environment, among which the target of a JSON patch must be the only one.
 * @returns undefined if the two are the same and nothing is pinned.
 */
export function objectPatch(
  base: PlainObject,
  target: PlainObject,
  pinned: PinnedTree,
  all: readonly PlainObject[],
): PatchEntry | undefined {
  const wanted = withNamespaceOf(base, target);
  const merge = strategicMergePatch(base, wanted, pinned);
  if (merge === undefined) return undefined;
  // A merge also merges the keyed lists of the object that the patch does not name.
  if (merge !== 'inexpressible' && areKeyedListsUnambiguous(base) && areKeyedListsUnambiguous(wanted)) {
    return { patch: writePatch({ ...headOf(base, merge), ...withoutHead(merge) }) };
  }
  const operations = jsonPatch(base, wanted, pinned);
  return operations.length === 0 ? undefined : { target: targetOf(base, all), patch: writePatch(operations) };
}

/** The patch that removes an object of base. */
export function removal(object: PlainObject): PatchEntry {
  return { patch: writePatch({ $patch: 'delete', ...headOf(object, {}) }) };
}

/** The object with the namespace that base's has in its file: a patch cannot change by what it finds the object. */
function withNamespaceOf({ metadata: { namespace } }: PlainObject, target: PlainObject): PlainObject {
  if (target.metadata.namespace === namespace) return target;
  const { namespace: _, ...metadata } = target.metadata;
  return { ...target, metadata: { ...metadata, ...(namespace === undefined ? {} : { namespace }) } };
}

/** The apiVersion, kind, name and namespace by which Kustomize finds the object, and changes of its metadata. */
function headOf({ apiVersion, kind, metadata: { name, namespace } }: PlainObject, { metadata = {} }: YamlMap): YamlMap {
  const within = namespace === undefined ? {} : { namespace };
  return { apiVersion, kind, metadata: { name, ...within, ...(metadata as YamlMap) } };
}

function withoutHead(merge: YamlMap): YamlMap {
  const { metadata: _, ...others } = merge;
  return others;
}
