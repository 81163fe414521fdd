import { parseArgs } from 'node:util';
import { Refusal, sayNames } from '@k8s-blocks/refusal';
import type { Command, Options } from './command.ts';
import { type Output, terminal } from './output.ts';

/** The commands, each loaded when it is asked for: what the others import would cost more than most commands do. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['emit', async () => (await import('./emit.ts')).emit],
  ['check', async () => (await import('./check.ts')).check],
  ['build', async () => (await import('./build.ts')).build],
  ['verify', async () => (await import('./verify.ts')).verify],
  ['dry-run', async () => (await import('./dry-run.ts')).dryRun],
]);

const USAGE = `k8s-blocks <command> <target> ...

  emit <app module> ...       writes the Kustomize base and overlays of each app
  check <app module> ...      says how the committed files differ from what emit would write; exits 1 if they do
  build <app module> ...      builds base and overlays with the real Kustomize, into files
  verify <map module>         judges every environment of a stack, as it is built
  verify <path> ...           judges anybody's manifests: kustomizations, folders and files
  dry-run <app module> ...    asks a cluster whether it would accept an environment, in start order; changes nothing

An app module is the file whose default export is an app: apps/payments/src/app.ts
A map module is the file whose default export is a stack: packages/stack/src/system.ts

  --root <folder>         where the trees of all apps are (default: k8s)
  --out <folder>          where build writes to (default: dist/k8s)
  --format <format>       verify: text, json, sarif or github (default: text)
  --matrix <format>       verify: print who reaches whom first, as text or markdown
  --built                 verify: take what build wrote, instead of building
  --context <name>        dry-run: the kube context to ask
  --environment <name>    dry-run: the environment to ask about
`;

/**
 * Runs the command that the arguments name.
 *
 * @param output where it prints to. Default: the terminal.
 * @returns the exit code: 0 if all is well, 1 if something differs or is refused, 2 if the arguments are wrong.
 */
export async function run(args: readonly string[], output: Output = terminal): Promise<number> {
  try {
    const { values, positionals } = parse(args);
    const [name = '', ...targets] = positionals;
    if (values.help) {
      output.say(USAGE);
      return 0;
    }
    const { help: _, ...given } = values;
    const options = { context: undefined, environment: undefined, matrix: undefined, ...given };
    return (await runCommand(name, targets, options, output)) ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) {
      output.complain(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    if (!(error instanceof Refusal)) throw error;
    output.complain(error.message);
    return 1;
  }
}

async function runCommand(
  name: string,
  targets: readonly string[],
  options: Options,
  output: Output,
): Promise<boolean> {
  const load = COMMANDS.get(name);
  if (load === undefined)
    throw new UsageError(`There is no command "${name}"; there are ${sayNames(COMMANDS.keys())}.`);
  if (targets.length === 0) throw new UsageError(`${name} needs a target.`);
  const command = await load();
  return command(targets, options, output);
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
        context: { type: 'string' },
        environment: { type: 'string' },
        format: { type: 'string', default: 'text' },
        matrix: { type: 'string' },
        built: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
