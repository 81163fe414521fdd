import { groupOf } from '@k8s-blocks/manifest';
import type { PlainMap } from '../plain-data.ts';
import type { PlainObject } from '../plain-object.ts';
import { writePatch, type YamlMap } from '../write-yaml.ts';
import { jsonPatch } from './json-patch.ts';
import type { PinnedTree } from './pinned-tree.ts';
import { strategicMergePatch } from './strategic-merge-patch.ts';

/** An entry of a kustomization's `patches`. */
export interface PatchEntry extends PlainMap {
  readonly patch: string;
}

/**
 * The patch that makes an environment's object of base's: a strategic merge patch, which reads like the object, where it can
 * express the difference exactly; a JSON patch otherwise.
 *
 * @returns undefined if the two are the same and nothing is pinned.
 */
export function objectPatch(base: PlainObject, target: PlainObject, pinned: PinnedTree): PatchEntry | undefined {
  const merge = strategicMergePatch(base, target, pinned);
  if (merge === undefined) return undefined;
  if (merge !== 'inexpressible') return { patch: writePatch(mergePatchOf(base, merge)) };
  const operations = jsonPatch(base, target, pinned);
  return operations.length === 0 ? undefined : { target: targetOf(base), patch: writePatch(operations) };
}

/** The patch that removes an object of base. */
export function removal({ apiVersion, kind, metadata }: PlainObject): PatchEntry {
  return { patch: writePatch({ $patch: 'delete', apiVersion, kind, metadata: { name: metadata.name } }) };
}

/** The patch with the apiVersion, kind and name by which Kustomize finds the object. */
function mergePatchOf({ apiVersion, kind, metadata }: PlainObject, merge: YamlMap): YamlMap {
  const { metadata: change = {}, ...others } = merge;
  return { apiVersion, kind, metadata: { name: metadata.name, ...(change as YamlMap) }, ...others };
}

/** The target of a JSON patch. Kustomize reads its name as a regular expression. */
function targetOf({ apiVersion, kind, metadata }: PlainObject): PlainMap {
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return { ...(group === '' ? {} : { group }), version, kind, name: metadata.name.replaceAll('.', '\\.') };
}
