import { type CommandSpecs, type Completion, HELP, type OptionSpec } from '../command-spec.ts';

/** The options of fish's `complete` for the value of an option. */
const VALUES: Readonly<Record<Completion, string>> = {
  contexts: `-x -a '(kubectl config get-contexts -o name 2>/dev/null)'`,
  files: '-r -F',
  folders: `-x -a '(__fish_complete_directories)'`,
  nothing: '-x',
  revisions: `-x -a 'HEAD (git for-each-ref --format="%(refname:short)" 2>/dev/null)'`,
};

/**
 * The script for fish.
 *
 * @see https://fishshell.com/docs/current/completions.html
 */
export function fishScript(commands: CommandSpecs): string {
  const lines = Object.entries(commands).flatMap(([name, { summary, options, choices }]) => {
    const given = `-n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c k8s-blocks -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
      ...(choices === undefined ? [] : [`complete -c k8s-blocks ${given} -f -a ${quoted(choices.join(' '))}`]),
      ...Object.entries(options).map(([option, spec]) => `complete -c k8s-blocks ${given} ${optionOf(option, spec)}`),
    ];
  });
  return [
    '# Completes k8s-blocks in fish: k8s-blocks completion fish | source',
    ...lines,
    `complete -c k8s-blocks ${optionOf('help', HELP)}`,
    '',
  ].join('\n');
}

function optionOf(name: string, { value, short, summary, choices, completes = 'nothing' }: OptionSpec): string {
  const values = choices === undefined ? VALUES[completes] : `-x -a ${quoted(choices.join(' '))}`;
  const letter = short === undefined ? '' : ` -s ${short}`;
  return `-l ${name}${letter}${value === undefined ? '' : ` ${values}`} -d ${quoted(summary)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
