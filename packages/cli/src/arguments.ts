import { parseArgs } from 'node:util';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import type { Options } from './command.ts';
import type { CommandSpec, OptionSpec } from './command-spec.ts';
import { COMMANDS, HELP } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** What the arguments ask for. */
export type Asked =
  /** How the command is used, or, without one, all of them. */
  | { readonly help: string | undefined }
  | {
      readonly name: string;
      readonly command: CommandSpec;
      readonly targets: readonly string[];
      readonly options: Options;
    };

/**
 * Reads the arguments by the table of commands.
 *
 * @throws UsageError if there is no such command, it has no such option or value, or it has no target.
 */
export function readArguments(args: readonly string[]): Asked {
  const { positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    // Of all commands together: which one it is, is not known before its name is found among the values.
    options: parsed(Object.assign({}, ...Object.values(COMMANDS).map(({ options }) => options))),
  });
  const [name, ...targets] = positionals;
  const given = tokens.filter((token) => token.kind === 'option');
  const helps = given.some((token) => token.name === 'help' || token.rawName === '-h');
  if (name === undefined && (helps || args.length === 0)) return { help: undefined };
  const command = commandOf(name ?? '');
  if (helps) return { help: name };
  for (const { name: option, rawName, value } of given) checkOption({ option, rawName, value }, name ?? '', command);
  checkTargets(targets, name ?? '', command);
  return { name: name ?? '', command, targets, options: valuesOf(args, name ?? '', command) };
}

function commandOf(name: string): CommandSpec {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command;
  const like = nearest(name, Object.keys(COMMANDS));
  const meant = like === undefined ? `there are ${formatNames(Object.keys(COMMANDS))}` : `did you mean "${like}"?`;
  throw new UsageError(name === '' ? `No command is given; ${meant}` : `There is no command "${name}"; ${meant}`);
}

interface GivenOption {
  readonly option: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function checkOption({ option, rawName, value }: GivenOption, name: string, { options }: CommandSpec): void {
  const spec = Object.hasOwn(options, option) ? options[option] : undefined;
  if (spec === undefined) {
    const known = [...Object.keys(options), 'help'];
    const like = nearest(option, known);
    const there = formatNames(known.map((each) => `--${each}`));
    const meant = like === undefined ? `it has ${there}.` : `did you mean "--${like}"?`;
    throw new UsageError(`${name} has no option "${rawName}"; ${meant}`, name);
  }
  if (spec.choices === undefined || value === undefined || spec.choices.includes(value)) return;
  throw new UsageError(`${rawName} cannot be "${value}".\nGive one of ${formatNames(spec.choices)}.`, name);
}

function checkTargets(targets: readonly string[], name: string, { targets: kind, choices }: CommandSpec): void {
  if (targets.length === 0) throw new UsageError(`${name} needs a target: ${kind}`, name);
  const wrong = targets.find((target) => choices !== undefined && !choices.includes(target));
  if (wrong === undefined) return;
  throw new UsageError(`${name} cannot be of "${wrong}"; there are ${formatNames(choices ?? [])}.`, name);
}

/** Parsed again, by the options of the one command, and strictly: a value that is missing, or one too many, is found. */
function valuesOf(args: readonly string[], name: string, { options }: CommandSpec): Options {
  try {
    const { values } = parseArgs({ args: [...args], allowPositionals: true, options: parsed(options) });
    const textOf = (option: string) => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    };
    return {
      root: textOf('root') ?? 'k8s',
      out: textOf('out') ?? 'dist/k8s',
      context: textOf('context'),
      environment: textOf('environment'),
      format: textOf('format') ?? 'text',
      matrix: textOf('matrix'),
      built: values.built === true,
      allowRemote: values['allow-remote'] === true,
      base: textOf('base') ?? 'HEAD',
      failOn: textOf('fail-on'),
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), name);
  }
}

/** The options as `parseArgs` wants them. */
function parsed(options: Readonly<Record<string, OptionSpec>>) {
  const entries = Object.entries({ ...options, help: HELP }).map(([name, { value, short, default: otherwise }]) => [
    name,
    {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      ...(short === undefined ? {} : { short }),
      ...(otherwise === undefined ? {} : { default: otherwise }),
    },
  ]);
  return Object.fromEntries(entries) as Record<
    string,
    { type: 'boolean' | 'string'; short?: string; default?: string }
  >;
}
