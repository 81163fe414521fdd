import { Refusal, systemRefusal } from '@k8s-blocks/refusal';
import { type GivenOptions, readArguments } from './arguments.ts';
import type { Options } from './command.ts';
import { helpOf } from './help.ts';
import { isModule } from './map-module.ts';
import { type Output, type Printer, printer } from './output.ts';
import { terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { findFolders } from './workspace.ts';

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
    const command = await parsed.command.load();
    const result = await command(parsed.targets, optionsOf(parsed), output);
    if (typeof result === 'number') return result;
    return result ? 0 : 1;
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

/** The options with the folders of trees, which are looked for where a module is given: nothing else has trees. */
function optionsOf({
  targets,
  options,
}: {
  readonly targets: readonly string[];
  readonly options: GivenOptions;
}): Options {
  const isFound = options.root === undefined && targets.some(isModule);
  const { root, out } = isFound ? findFolders(process.cwd()) : { root: 'k8s', out: 'dist/k8s' };
  return { ...options, root: options.root ?? root, out: options.out ?? out };
}
