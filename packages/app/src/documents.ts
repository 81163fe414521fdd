import type { Tree } from '@k8s-blocks/kustomize';

/** Text for readers that is emitted beside the trees of the apps, such as the README of all of them. */
export interface Documents {
  /** What messages call them. */
  readonly name: string;
  /** Where a reader is sent who wants to change them, where that is not the folder of the module. */
  readonly source?: string;
  /** Path below the root to text. */
  tree(): Tree;
}
