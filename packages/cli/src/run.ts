import { Refusal, systemRefusal } from '@k8s-blocks/refusal';
import { type CommandLine, readArguments } from './arguments.ts';
import type { CommandName } from './commands.ts';
import { helpOf } from './help.ts';
import { loadCommand } from './load-command.ts';
import { type Output, type Printer, printer } from './output.ts';
import { terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs the command that the arguments name.
 *
 * @param args the arguments after the name of the program.
 * @param output where it prints to. Default: the terminal.
 * @returns the exit code: 0 on success, 1 if something differs, is refused or could not be printed, 2 if the arguments are
 * not valid, 130 if it was interrupted.
 */
export async function run(args: readonly string[], output: Output = terminal): Promise<number> {
  const code = await runCommand(args, printer(output));
  const isWritten = (await output.isWritten?.()) ?? true;
  return isWritten ? code : Math.max(code, 1);
}

async function runCommand(args: readonly string[], output: Printer): Promise<number> {
  try {
    const parsed = readArguments(args);
    if ('help' in parsed) {
      output.print(helpOf(parsed.help));
      // Without arguments a person sees the help, and a script that forgot the command fails.
      return args.length === 0 ? 2 : 0;
    }
    return await runCommandLine(parsed, output);
  } catch (error) {
    if (error instanceof UsageError) {
      const help = ['k8s-blocks', ...(error.command === undefined ? [] : [error.command]), '--help'].join(' ');
      output.printError(`${error.message}\nSee: ${help}`);
      return 2;
    }
    const refusal = error instanceof Refusal ? error : systemRefusal(error);
    if (refusal === undefined) throw error;
    output.printError(refusal.message);
    return 1;
  }
}

async function runCommandLine<Name extends CommandName>(
  { name, targets, options }: CommandLine<Name>,
  output: Printer,
): Promise<number> {
  const command = await loadCommand(name);
  const result = await command(targets, options, output);
  if (typeof result === 'number') return result;
  return result ? 0 : 1;
}
