/** Where a command prints to: the terminal, or the log of one of many tasks in one process. */
export interface Output {
  /** A line, or several, of what was asked for. */
  readonly say: (text: string) => void;
  /** A line, or several, of what is wrong. */
  readonly complain: (text: string) => void;
  /** Whether somebody watches it as it is printed. Default: nobody. */
  readonly isWatched?: boolean;
  /** Whether what is said may have colours. Default: it may not. */
  readonly hasColours?: boolean;
}
