import { accessSync, constants, lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Problem, systemRefusal } from '@k8s-blocks/refusal';
import type { Tree } from './tree.ts';

/** What stands in the way of writing files: Nx writes one after the other, and would leave half of them. */
export function unwritable({ root }: Tree, paths: readonly string[]): readonly Problem[] {
  const places = new Set(paths.map((path) => nearest(root, path)));
  return [...places].flatMap((place) => {
    try {
      accessSync(join(root, place), constants.W_OK);
      return [];
    } catch (error) {
      const refusal = systemRefusal(error);
      if (refusal === undefined) throw error;
      return refusal.problems.map((problem) => ({ ...problem, file: place }));
    }
  });
}

/** The file, or the folder nearest to it that is there. */
function nearest(root: string, path: string): string {
  const isThere = path === '.' || lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
  return isThere ? path : nearest(root, dirname(path));
}
