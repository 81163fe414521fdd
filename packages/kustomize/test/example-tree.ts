import type { Tree } from '../src/index.ts';

/** A tree of files in several folders. */
export const TREE: Tree = new Map([
  ['kustomization.yaml', 'resources: [base]\n'],
  ['base/a.yaml', 'a: 1\nb: 2\n'],
  ['overlays/staging/kustomization.yaml', 'resources: [../../base]\n'],
]);
