/** Where a command prints to: the terminal, or the log of one of many tasks in one process. */
export interface Output {
  /** A line, or several, of what was asked for. */
  readonly say: (text: string) => void;
  /** A line, or several, of what is wrong. */
  readonly complain: (text: string) => void;
}

/** The terminal: standard output and standard error. */
export const terminal: Output = { say: (text) => console.log(text), complain: (text) => console.error(text) };
