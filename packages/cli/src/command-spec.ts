import type { Folders } from './workspace.ts';

/** What a shell completes the value of an option to, if the option has no choices. */
export type Completion = 'contexts' | 'files' | 'folders' | 'nothing' | 'revisions';

/** The description of an option, from which parsing, its type, help and completion derive. */
export interface OptionSpec {
  /** What it is for, as part of a sentence. */
  readonly summary: string;
  /** The placeholder for its value in the help: `<folder>`. Absent for a flag, which has no value. */
  readonly value?: string;
  /** The valid values. Default: any. */
  readonly choices?: readonly string[];
  readonly completes?: Completion;
  /** Whether it may be given several times, each time with a value. Default: the last one counts. */
  readonly repeats?: true;
  /** Its default value, also shown in the help. */
  readonly default?: string;
  /** The folder of the workspace that is its default, which is looked for. */
  readonly defaultFolder?: keyof Folders;
  /** Its short name, one letter. */
  readonly short?: string;
}

/** Options by their names: `allow-remote`. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The description of a command, from which parsing, help and completion derive. */
export interface CommandSpec {
  /** What it does, as part of a sentence. */
  readonly summary: string;
  /** More lines for its help, such as what its targets are. */
  readonly details?: readonly string[];
  /** The placeholder for its targets in the help: `<app module> ...`. */
  readonly targets: string;
  /** The valid targets. Default: any. */
  readonly choices?: readonly string[];
  /** The option that may be given instead of targets. Default: none. */
  readonly insteadOfTargets?: string;
  readonly options: OptionSpecs;
  /** Command lines, each with what it does. */
  readonly examples: readonly (readonly [commandLine: string, does: string])[];
  /** The meanings of the exit codes 0 and 1. 2 means that the arguments are not valid, for every command. */
  readonly exitCodes: readonly [success: string, failure: string];
}

/** The commands by their names. */
export type CommandSpecs = Readonly<Record<string, CommandSpec>>;

/** The option of every command. */
export const HELP: OptionSpec = { summary: 'say how it is used', short: 'h' };
