import type { Command } from './command.ts';

/** What a shell completes a word to, where it has no choices. */
export type Completion = 'contexts' | 'files' | 'folders' | 'nothing' | 'revisions';

/** An option: parsing, help and completion derive from it. */
export interface OptionSpec {
  /** What it is for, in half a sentence. */
  readonly summary: string;
  /** What stands for its value in the help: `<folder>`. Absent: it has none, and is a switch. */
  readonly value?: string;
  /** The only values that it may have. Default: any. */
  readonly choices?: readonly string[];
  readonly completes?: Completion;
  /** What it is if it is not given, as the help says it too. */
  readonly default?: string;
  /** Its one letter, if it has one. */
  readonly short?: string;
}

/** A command: parsing, help and completion derive from it. */
export interface CommandSpec {
  /** What it does, in half a sentence. */
  readonly summary: string;
  /** What its targets are, in a sentence each. Default: the summary says enough. */
  readonly details?: readonly string[];
  /** How its targets stand in the help: `<app module> ...`. */
  readonly targets: string;
  /** The only targets that it may have. Default: any. */
  readonly choices?: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** What to type, and what that does. */
  readonly examples: readonly (readonly [typed: string, does: string])[];
  /** What exit code 0 means, and 1. 2 is for wrong arguments, of every command. */
  readonly exitCodes: readonly [well: string, notWell: string];
  /** Loads it: what the others import would cost more than most commands do. */
  readonly load: () => Promise<Command>;
}
