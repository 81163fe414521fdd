/** What is used of Nx's tree: the files of the workspace, on which changes are kept until all of them are known. */
export interface Tree {
  /** The workspace's folder. */
  readonly root: string;
  read(path: string, encoding: 'utf8'): string | null;
  write(path: string, content: string): void;
}
