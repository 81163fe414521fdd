import type { CommandSpec, CommandSpecs } from './command-spec.ts';
import { CLUSTER_COMMANDS } from './commands/clusters.ts';
import { FILE_COMMANDS } from './commands/files.ts';
import { REPORT_COMMANDS } from './commands/reports.ts';
import type { OptionValues } from './option-values.ts';

const { emit, check, build, preview, import: importing } = FILE_COMMANDS;

const TABLE = {
  emit,
  check,
  build,
  ...REPORT_COMMANDS,
  ...CLUSTER_COMMANDS,
  preview,
  import: importing,
  completion: {
    summary: 'prints a script that completes this command in a shell',
    targets: 'bash | zsh | fish',
    choices: ['bash', 'zsh', 'fish'],
    options: {},
    examples: [
      ['source <(k8s-blocks completion bash)', 'in ~/.bashrc'],
      ['source <(k8s-blocks completion zsh)', 'in ~/.zshrc, after compinit'],
      ['k8s-blocks completion fish | source', 'in ~/.config/fish/config.fish'],
    ],
    exitCodes: ['printed', 'never'],
  },
} as const satisfies CommandSpecs;

/** The name of a command. */
export type CommandName = keyof typeof TABLE;

/**
 * The commands and their options, in the order of the help: the one table from which parsing, the types of options, help and
 * completion derive.
 */
export const COMMANDS: Readonly<Record<CommandName, CommandSpec>> = TABLE;

/** Whether there is a command of that name. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** The options that a command has by the table, with their defaults filled in: `OptionsOf<'verify'>`. */
export type OptionsOf<Name extends CommandName> = AllOptions[Name];

type AllOptions = { readonly [Name in CommandName]: OptionValues<(typeof TABLE)[Name]['options']> };
