import type { Path } from '../plain.ts';

/** Stated values as a tree: at each key, what is stated below it; a leaf is stated itself. */
export interface Stated {
  readonly below: ReadonlyMap<string | number, Stated>;
}

export const NOTHING_STATED: Stated = { below: new Map() };

/** The tree of some paths. */
export function statedAt(paths: readonly Path[]): Stated {
  const byKey = new Map<string | number, Path[]>();
  for (const [key, ...rest] of paths) {
    if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), rest]);
  }
  return { below: new Map([...byKey].map(([key, rests]) => [key, statedAt(rests)])) };
}
