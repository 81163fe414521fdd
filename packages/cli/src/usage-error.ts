/** The arguments are not valid: the exit code is 2, and the message refers to the help. */
export class UsageError extends Error {
  /** The command whose help describes the arguments; undefined if the command itself is not valid. */
  readonly command: string | undefined;

  constructor(message: string, command?: string) {
    super(message);
    this.command = command;
  }
}
