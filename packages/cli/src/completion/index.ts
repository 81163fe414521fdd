import type { Command } from '../command.ts';
import type { CommandSpecs } from '../command-spec.ts';
import { COMMANDS } from '../commands.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS: ReadonlyMap<string, (commands: CommandSpecs) => string> = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
]);

/** Prints the script by which a shell completes all commands. */
export const completion: Command<'completion'> = async (targets, _, output) => {
  for (const shell of targets) output.printReport((SCRIPTS.get(shell)?.(COMMANDS) ?? '').trimEnd());
  return true;
};
