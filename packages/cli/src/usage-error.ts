/** The arguments are wrong: the process ends with 2, and the reader is sent to the help. */
export class UsageError extends Error {
  /** The command whose help says more; absent if none is known. */
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}
