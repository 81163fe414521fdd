/** How emitted trees are built. */
export interface BuildOptions {
  /** The folder of the trees of all apps, relative to the working directory. */
  readonly root: string;
  /** Whether remote resources of a kustomization may be fetched. Default: they are not. */
  readonly allowRemote?: boolean;
}
