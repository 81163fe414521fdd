import { printable } from '@k8s-blocks/manifest';

/** Where a command prints to: the terminal, or the log of one of many tasks in one process. */
export interface Output {
  /** A line, or several, of what was asked for. */
  readonly say: (text: string) => void;
  /** A line, or several, of what is wrong. */
  readonly complain: (text: string) => void;
  /** Whether somebody watches it as it is printed. Default: nobody. */
  readonly isWatched?: boolean;
  /** Whether what is said may have colours. Default: it may not. */
  readonly hasColours?: boolean;
  /** Waits until everything is written. Returns false, and says why, if it could not be. Default: it always is. */
  readonly isWritten?: () => Promise<boolean>;
}

/** What a command prints with: the one place at which names and values of others become text on a terminal. */
export interface Printer extends Output {
  /**
   * A report, whose writer has made every text in it printable: its colours, and its commands to a workflow, stay. All
   * else is said by {@link Output.say} and {@link Output.complain}, which make it printable.
   */
  readonly show: (report: string) => void;
}

/** A printer to an output. */
export function printer(output: Output): Printer {
  return {
    say: (text) => output.say(printable(text)),
    complain: (text) => output.complain(printable(text)),
    show: (report) => output.say(report),
    isWatched: output.isWatched ?? false,
    hasColours: output.hasColours ?? false,
  };
}
