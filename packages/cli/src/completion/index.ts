import type { Command } from '../command.ts';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS: ReadonlyMap<string, () => string> = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
]);

/** Prints the script that completes this command in a shell. */
export const completion: Command = async (targets, _, output) => {
  for (const shell of targets) output.printReport((SCRIPTS.get(shell)?.() ?? '').trimEnd());
  return true;
};
