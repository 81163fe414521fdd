import { type FieldPath, formatJsonPointer, ownField } from '@k8s-blocks/manifest';
import { isList, isMap, type Plain, type PlainList, type PlainMap, samePlain } from '../plain-data.ts';
import { NOTHING_PINNED, type PinnedTree } from './pinned-tree.ts';

/** An operation of a JSON patch, RFC 6902. */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Plain }
  | { readonly op: 'remove'; readonly path: string };

/**
 * The JSON patch that makes `target` of `base`, with the values that are pinned. It can express every difference, including
 * the order of a list.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6902
 */
export function jsonPatch(base: PlainMap, target: PlainMap, pinned: PinnedTree = NOTHING_PINNED): JsonPatchOperation[] {
  return mapOperations(base, target, pinned, []);
}

function operations(base: Plain, target: Plain, pinned: PinnedTree | undefined, path: FieldPath): JsonPatchOperation[] {
  if (isMap(base) && isMap(target)) return mapOperations(base, target, pinned ?? NOTHING_PINNED, path);
  if (isList(base) && isList(target)) return listOperations(base, target, pinned ?? NOTHING_PINNED, path);
  if (base === target && pinned === undefined) return [];
  return [{ op: 'replace', path: formatJsonPointer(path), value: target }];
}

function mapOperations(base: PlainMap, target: PlainMap, pinned: PinnedTree, path: FieldPath): JsonPatchOperation[] {
  const removed = Object.keys(base).filter((key) => !Object.hasOwn(target, key));
  return [
    ...removed.map((key) => ({ op: 'remove', path: formatJsonPointer([...path, key]) }) as const),
    ...Object.entries(target).flatMap(([key, value]): JsonPatchOperation[] => {
      const before = ownField(base, key);
      const at = [...path, key];
      if (before === undefined) return [{ op: 'add', path: formatJsonPointer(at), value }];
      return operations(before, value, pinned.below.get(key), at);
    }),
  ];
}

/** Changes entry by entry, then additions to or removals from the end. A list most of whose entries differ is replaced. */
function listOperations(base: PlainList, target: PlainList, pinned: PinnedTree, path: FieldPath): JsonPatchOperation[] {
  if (samePlain(base, target) && pinned.below.size === 0) return [];
  const common = Math.min(base.length, target.length);
  const differing = target.slice(0, common).filter((entry, index) => !samePlain(entry, base[index])).length;
  if (common === 0 || differing > common / 2) return [{ op: 'replace', path: formatJsonPointer(path), value: target }];
  return [
    ...target.slice(0, common).flatMap((entry, index) => {
      const before = base[index];
      return before === undefined ? [] : operations(before, entry, pinned.below.get(index), [...path, index]);
    }),
    ...target.slice(common).map((value) => ({ op: 'add', path: formatJsonPointer([...path, '-']), value }) as const),
    ...base
      .slice(common)
      .map((_, index) => ({ op: 'remove', path: formatJsonPointer([...path, base.length - 1 - index]) }) as const),
  ];
}
