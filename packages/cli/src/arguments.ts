import { type ParseArgsConfig, parseArgs } from 'node:util';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import { HELP, type OptionSpec, type OptionSpecs } from './command-spec.ts';
import { COMMANDS, type CommandName, isCommandName, type OptionsOf } from './commands.ts';
import { isModule } from './map-module.ts';
import { camelCase } from './option-values.ts';
import { UsageError } from './usage-error.ts';
import { DEFAULT_FOLDERS, type Folders, findFolders } from './workspace.ts';

/** A command to run, with its options. */
export interface CommandLine<Name extends CommandName> {
  readonly name: Name;
  readonly targets: readonly string[];
  readonly options: OptionsOf<Name>;
}

/** The parsed arguments: a request for help, or a command to run. */
export type ParsedArguments =
  /** The command whose help is printed; undefined for the list of all commands. */
  { readonly help: CommandName | undefined } | CommandLine<CommandName>;

/**
 * Parses the arguments by the table of commands.
 *
 * @throws UsageError if the command, an option, the value of an option or a target is not valid, or there is no target; and
 * as {@link findFolders} does.
 */
export function readArguments(args: readonly string[]): ParsedArguments {
  const { positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    // The options of all commands: only after parsing is it known which argument is the name of the command.
    options: parseArgsOptions(
      Object.fromEntries(Object.values(COMMANDS).flatMap(({ options }) => Object.entries(options))),
    ),
  });
  const [first, ...targets] = positionals;
  const given = tokens.filter((token) => token.kind === 'option');
  const helps = given.some((token) => token.name === 'help' || token.rawName === '-h');
  if (first === undefined && (helps || args.length === 0)) return { help: undefined };
  const name = commandNamed(first ?? '');
  if (helps) return { help: name };
  for (const { name: option, rawName, value } of given) checkOption({ option, rawName, value }, name);
  checkTargets(
    targets,
    name,
    given.map((token) => token.name),
  );
  return { name, targets, options: readOptions(name, args, targets) };
}

function commandNamed(name: string): CommandName {
  if (isCommandName(name)) return name;
  const like = nearest(name, Object.keys(COMMANDS));
  const meant = like === undefined ? `there are ${formatNames(Object.keys(COMMANDS))}` : `did you mean "${like}"?`;
  throw new UsageError(name === '' ? `No command is given; ${meant}` : `There is no command "${name}"; ${meant}`);
}

interface GivenOption {
  readonly option: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function checkOption({ option, rawName, value }: GivenOption, name: CommandName): void {
  const { options } = COMMANDS[name];
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

function checkTargets(targets: readonly string[], name: CommandName, given: readonly string[]): void {
  const { targets: kind, choices, insteadOfTargets } = COMMANDS[name];
  const isNamedOtherwise = insteadOfTargets !== undefined && given.includes(insteadOfTargets);
  if (targets.length === 0 && !isNamedOtherwise) throw new UsageError(`${name} needs a target: ${kind}`, name);
  const wrong = targets.find((target) => choices !== undefined && !choices.includes(target));
  if (wrong === undefined) return;
  throw new UsageError(`"${wrong}" is not a valid target of ${name} (${formatNames(choices ?? [])}).`, name);
}

/** The options of a command, by their names in its code. */
function readOptions<Name extends CommandName>(
  name: Name,
  args: readonly string[],
  targets: readonly string[],
): OptionsOf<Name> {
  const { options } = COMMANDS[name];
  const given = givenValues(name, args);
  // Looked for where a module is given: nothing else has trees.
  const folders = () =>
    given.root === undefined && targets.some(isModule) ? findFolders(process.cwd()) : DEFAULT_FOLDERS;
  const entries = Object.entries(options).map(([option, spec]) => [
    camelCase(option),
    optionValue(spec, given[option], folders),
  ]);
  const values: unknown = Object.fromEntries(entries);
  // The one place where the compiler has to believe it: the values are made by the specs that their types derive from.
  return values as OptionsOf<Name>;
}

function optionValue(spec: OptionSpec, given: GivenValue, folders: () => Folders): GivenValue {
  if (spec.value === undefined) return given === true;
  if (spec.repeats !== undefined) return given ?? [];
  if (given !== undefined || spec.defaultFolder === undefined) return given;
  return folders()[spec.defaultFolder];
}

/** A value as `parseArgs` has it. */
type GivenValue = string | boolean | readonly (string | boolean)[] | undefined;

/** Parses the arguments again, strictly and only with the options of the command: finds values that are missing or extra. */
function givenValues(name: CommandName, args: readonly string[]): Readonly<Record<string, GivenValue>> {
  const options = parseArgsOptions(COMMANDS[name].options);
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), name);
  }
}

type ParseArgsOptions = NonNullable<ParseArgsConfig['options']>;

/** The options in the form of `parseArgs`. */
function parseArgsOptions(options: OptionSpecs): ParseArgsOptions {
  const entries = Object.entries({ ...options, help: HELP }).map(
    ([name, { value, short, repeats, default: otherwise }]): [string, ParseArgsOptions[string]] => [
      name,
      {
        type: value === undefined ? 'boolean' : 'string',
        ...(repeats === undefined ? {} : { multiple: true }),
        ...(short === undefined ? {} : { short }),
        ...(otherwise === undefined ? {} : { default: otherwise }),
      },
    ],
  );
  return Object.fromEntries(entries);
}
