import type { FieldPath } from '@k8s-blocks/manifest';

/** The paths of pinned values as a tree: key to what is pinned below it. A value is pinned where a branch ends. */
export interface PinnedTree {
  readonly below: ReadonlyMap<string | number, PinnedTree>;
}

export const NOTHING_PINNED: PinnedTree = { below: new Map() };

/** The tree of the paths of pinned values in one object. */
export function pinnedTree(paths: readonly FieldPath[]): PinnedTree {
  const byKey = new Map<string | number, FieldPath[]>();
  for (const [key, ...rest] of paths) {
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), rest]);
  }
  return { below: new Map([...byKey].map(([key, rests]) => [key, pinnedTree(rests)])) };
}
