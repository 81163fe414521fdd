import type { Tree } from '@k8s-blocks/kustomize';

/** Files for readers, not for Kustomize, that are emitted beside the trees of the apps: the README of a stack. */
export interface Documents {
  /** Their name in messages. */
  readonly name: string;
  /** Where to change them, for their first line. Default: the folder of the module. */
  readonly source?: string;
  /** The files: path below the root to text. */
  tree(): Tree;
}
