import type { Tree } from '@k8s-blocks/kustomize';
import type { Stack } from '@k8s-blocks/topology';

/** Files for readers, not for Kustomize, that are emitted beside the trees of the apps: the README of a stack. */
export interface Documents {
  /** Their name in messages. */
  readonly name: string;
  /** Where to change them, for their first line. Default: the folder of the module. */
  readonly source?: string;
  /** The stack whose trees are emitted beside them: `emit` and `check` then name those that no service of it has any more. */
  readonly stack?: Stack;
  /** The files: path below the root to text. */
  tree(): Tree;
}
