import { Refusal } from '@k8s-blocks/refusal';
import { readArguments } from './arguments.ts';
import { helpOf } from './help.ts';
import type { Output } from './output.ts';
import { terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs the command that the arguments name.
 *
 * @param output where it prints to. Default: the terminal.
 * @returns the exit code: 0 if all is well, 1 if something differs or is refused, 2 if the arguments are wrong.
 */
export async function run(args: readonly string[], output: Output = terminal): Promise<number> {
  try {
    const asked = readArguments(args);
    if ('help' in asked) {
      output.say(helpOf(asked.help));
      // Who asks for nothing is told what there is, and a script that forgot the command fails.
      return args.length === 0 ? 2 : 0;
    }
    const command = await asked.command.load();
    return (await command(asked.targets, asked.options, output)) ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) {
      const help = ['k8s-blocks', ...(error.command === undefined ? [] : [error.command]), '--help'].join(' ');
      output.complain(`${error.message}\nSee: ${help}`);
      return 2;
    }
    if (!(error instanceof Refusal)) throw error;
    output.complain(error.message);
    return 1;
  }
}
