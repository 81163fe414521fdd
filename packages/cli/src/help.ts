import { HELP, type OptionSpec } from './command-spec.ts';
import { COMMANDS, type CommandName } from './commands.ts';

/** The help of one command, or, without a name, the list of all commands. */
export function helpOf(name: CommandName | undefined): string {
  return name === undefined ? overview() : commandHelp(name);
}

function overview(): string {
  const commands = Object.entries(COMMANDS).map(
    ([name, { targets, summary }]) => [`${name} ${targets}`, summary] as const,
  );
  return [
    'k8s-blocks <command> <target> ...',
    columns(commands),
    'k8s-blocks <command> --help says more about one, its options and exit codes.',
    environmentHelp(),
  ].join('\n\n');
}

function commandHelp(name: CommandName): string {
  const { summary, details = [], targets, options, examples, exitCodes } = COMMANDS[name];
  const [success, failure] = exitCodes;
  return [
    `k8s-blocks ${name} [options] ${targets}`,
    [`${capitalized(summary)}.`, ...details].join('\n'),
    `Options:\n${columns(Object.entries({ ...options, help: HELP }).map(optionRow))}`,
    `Examples:\n${examples.map(([typed, does]) => `  ${typed}\n      ${does}`).join('\n')}`,
    `Exit codes:\n${columns([
      ['0', success],
      ['1', failure],
      ['2', 'the arguments are not valid'],
    ])}`,
  ].join('\n\n');
}

function environmentHelp(): string {
  return `Environment:\n${columns([
    ['KUBECTL', 'the kubectl to use; default: the first one on the PATH with Kustomize 5 or newer'],
    ['NO_COLOR', 'no colours, also on a terminal'],
    ['FORCE_COLOR', 'colours, also without a terminal; 0 for none'],
    ['CI', 'no progress, also on a terminal'],
  ])}`;
}

function optionRow([name, { value, short, summary, choices, default: otherwise }]: [string, OptionSpec]) {
  const letter = short === undefined ? '' : `-${short}, `;
  const values = choices === undefined ? '' : `: ${choices.join(', ')}`;
  const by = otherwise === undefined ? '' : ` (default: ${otherwise})`;
  return [`${letter}--${name}${value === undefined ? '' : ` ${value}`}`, `${summary}${values}${by}`] as const;
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`).join('\n');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
