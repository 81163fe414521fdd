import { parseArgs } from 'node:util';
import { KUBERNETES_VERSIONS } from '@k8s-blocks/manifest';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import type { Options } from './command.ts';
import { type CommandSpec, HELP, type OptionSpec } from './command-spec.ts';
import { COMMANDS } from './commands.ts';
import { UsageError } from './usage-error.ts';

/** The options as they were given: folders that were not named are looked for later. */
export type GivenOptions = Omit<Options, 'root' | 'out'> & {
  readonly root: string | undefined;
  readonly out: string | undefined;
};

/** The parsed arguments: a request for help, or a command to run. */
export type ParsedArguments =
  /** The command whose help is printed; undefined for the list of all commands. */
  | { readonly help: string | undefined }
  | {
      readonly name: string;
      readonly command: CommandSpec;
      readonly targets: readonly string[];
      readonly options: GivenOptions;
    };

/**
 * Parses the arguments by the table of commands.
 *
 * @throws UsageError if the command, an option, the value of an option or a target is not valid, or there is no target.
 */
export function readArguments(args: readonly string[]): ParsedArguments {
  const { positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    // The options of all commands: only after parsing is it known which argument is the name of the command.
    options: parseArgsOptions(Object.assign({}, ...Object.values(COMMANDS).map(({ options }) => options))),
  });
  const [name, ...targets] = positionals;
  const given = tokens.filter((token) => token.kind === 'option');
  const helps = given.some((token) => token.name === 'help' || token.rawName === '-h');
  if (name === undefined && (helps || args.length === 0)) return { help: undefined };
  const command = commandOf(name ?? '');
  if (helps) return { help: name };
  for (const { name: option, rawName, value } of given) checkOption({ option, rawName, value }, name ?? '', command);
  checkTargets(
    targets,
    name ?? '',
    command,
    given.map((token) => token.name),
  );
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
    const names = [...Object.keys(options), 'help'];
    const like = nearest(option, names);
    const all = formatNames(names.map((each) => `--${each}`));
    const meant = like === undefined ? `it has ${all}.` : `did you mean "--${like}"?`;
    throw new UsageError(`${name} has no option "${rawName}"; ${meant}`, name);
  }
  if (spec.choices === undefined || value === undefined || spec.choices.includes(value)) return;
  throw new UsageError(`"${value}" is not a valid ${rawName} (${formatNames(spec.choices)}).`, name);
}

function checkTargets(
  targets: readonly string[],
  name: string,
  { targets: kind, choices, insteadOfTargets }: CommandSpec,
  given: readonly string[],
): void {
  const isNamedOtherwise = insteadOfTargets !== undefined && given.includes(insteadOfTargets);
  if (targets.length === 0 && !isNamedOtherwise) throw new UsageError(`${name} needs a target: ${kind}`, name);
  const wrong = targets.find((target) => choices !== undefined && !choices.includes(target));
  if (wrong === undefined) return;
  throw new UsageError(`"${wrong}" is not a valid target of ${name} (${formatNames(choices ?? [])}).`, name);
}

/** Parses the arguments again, strictly and only with the options of the command: finds values that are missing or extra. */
function valuesOf(args: readonly string[], name: string, { options }: CommandSpec): GivenOptions {
  try {
    const { values } = parseArgs({ args: [...args], allowPositionals: true, options: parseArgsOptions(options) });
    const textOf = (option: string) => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    };
    const textsOf = (option: string) =>
      [values[option] ?? []].flat().flatMap((value) => (typeof value === 'string' ? [value] : []));
    return {
      root: textOf('root'),
      prune: values.prune === true,
      out: textOf('out'),
      svg: textOf('svg'),
      context: textOf('context'),
      environment: textOf('environment'),
      format: textOf('format') ?? 'text',
      matrix: textOf('matrix'),
      kubernetes: KUBERNETES_VERSIONS.find((version) => version === values.kubernetes),
      built: values.built === true,
      verbose: values.verbose === true,
      schemas: textsOf('schemas'),
      flows: textsOf('flows'),
      allowRemote: values['allow-remote'] === true,
      base: textOf('base') ?? 'HEAD',
      name: textOf('name'),
      from: textOf('from'),
      failOn: textOf('fail-on'),
      environmentPaths: textsOf('environment'),
      isDryRun: values['dry-run'] === true,
      namespace: textOf('namespace'),
      services: textsOf('service'),
      plan: values.plan === true,
      yes: values.yes === true,
      timeout: textOf('timeout') ?? '5m',
      forceConflicts: values['force-conflicts'] === true,
      link: textOf('link'),
      deleteData: values['delete-data'] === true,
      wait: values.wait === true,
      inventoryNamespace: textOf('inventory-namespace') ?? 'default',
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), name);
  }
}

/** The options in the form of `parseArgs`. */
function parseArgsOptions(options: Readonly<Record<string, OptionSpec>>) {
  const entries = Object.entries({ ...options, help: HELP }).map(
    ([name, { value, short, repeats, default: otherwise }]) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(repeats === undefined ? {} : { multiple: true as const }),
        ...(short === undefined ? {} : { short }),
        ...(otherwise === undefined ? {} : { default: otherwise }),
      },
    ],
  );
  return Object.fromEntries(entries) as Record<
    string,
    { type: 'boolean' | 'string'; multiple?: true; short?: string; default?: string }
  >;
}
