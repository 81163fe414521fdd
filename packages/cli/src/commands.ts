import type { CommandSpecs } from './command-spec.ts';
import { CLUSTER_COMMANDS } from './commands/clusters.ts';
import { FILE_COMMANDS } from './commands/files.ts';
import { REPORT_COMMANDS } from './commands/reports.ts';

const { emit, check, build, preview, import: importing } = FILE_COMMANDS;

/** The commands and their options, in the order of the help: the one table from which parsing, help and completion derive. */
export const COMMANDS: CommandSpecs = {
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
    load: async () => (await import('./completion/index.ts')).completionOf(COMMANDS),
  },
};
