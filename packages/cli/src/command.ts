import type { CommandName, OptionsOf } from './commands.ts';
import type { INTERRUPTED } from './interruption.ts';
import type { Printer } from './output.ts';

/**
 * A command: it processes its targets, prints results for the user, and returns whether it succeeded, or the exit code. It is
 * given the options that the table declares for it.
 *
 * @throws Refusal for a mistake of the user.
 */
export type Command<Name extends CommandName> = (
  targets: readonly string[],
  options: OptionsOf<Name>,
  output: Printer,
) => Promise<boolean | typeof INTERRUPTED>;
