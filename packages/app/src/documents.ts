import type { Tree } from '@k8s-blocks/kustomize';

/** Files for people, not for Kustomize, that are emitted beside the trees of the apps: the README of a stack. */
export interface Documents {
  /** What messages call them. */
  readonly name: string;
  /** Where a reader is sent who wants to change them, where that is not the folder of the module. */
  readonly source?: string;
  /** Path below the root to text. */
  tree(): Tree;
}
