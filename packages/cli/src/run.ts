import { parseArgs } from 'node:util';
import { Refusal, sayNames } from '@k8s-blocks/refusal';
import { build } from './build.ts';
import { check } from './check.ts';
import { emit } from './emit.ts';
import type { Workspace } from './workspace.ts';

/** A command: what it does with an app, and whether all is well. It prints what a user is to know. */
export type Command = (modulePath: string, workspace: Workspace) => Promise<boolean>;

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['emit', emit],
  ['check', check],
  ['build', build],
]);

const USAGE = `k8s-blocks <command> <app module> ...

  emit    writes the Kustomize base and overlays of each app
  check   says how the committed files differ from what emit would write; exits 1 if they do
  build   builds base and overlays with the real Kustomize, into files

An app module is the file whose default export is an app: apps/payments/src/app.ts

  --root <folder>   where the trees of all apps are (default: k8s)
  --out <folder>    where build writes to (default: dist/k8s)
`;

/**
 * Runs the command that the arguments name.
 *
 * @returns the exit code: 0 if all is well, 1 if something differs or is refused, 2 if the arguments are wrong.
 */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parse(args);
    const [name = '', ...modules] = positionals;
    if (values.help) return print(USAGE, 0);
    const command = COMMANDS.get(name);
    if (command === undefined)
      throw new UsageError(`There is no command "${name}"; there are ${sayNames(COMMANDS.keys())}.`);
    if (modules.length === 0) throw new UsageError(`${name} needs an app module.`);
    return await runAll(command, modules, { root: values.root, out: values.out });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

class UsageError extends Error {}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        root: { type: 'string', default: 'k8s' },
        out: { type: 'string', default: 'dist/k8s' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** One app after the other; a refusal of one leaves the others done. */
async function runAll(command: Command, modules: readonly string[], workspace: Workspace): Promise<number> {
  let allWell = true;
  for (const module of modules) {
    try {
      allWell = (await command(module, workspace)) && allWell;
    } catch (error) {
      // Only a fault of the program keeps its trace; it leaves the other apps done too.
      console.error(error instanceof Refusal ? `${error.message}\n` : error);
      allWell = false;
    }
  }
  return allWell ? 0 : 1;
}

function print(text: string, code: number): number {
  console.log(text);
  return code;
}
