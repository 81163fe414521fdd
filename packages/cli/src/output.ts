import { printable } from '@k8s-blocks/manifest';

/** Where a command prints to: the terminal, or the log of one of many tasks in one process. */
export interface Output {
  /** A line, or several, of what was asked for. */
  readonly print: (text: string) => void;
  /** A line, or several, of what is wrong. */
  readonly printError: (text: string) => void;
  /** Whether somebody watches it as it is printed. Default: nobody. */
  readonly isWatched?: boolean;
  /** Whether what is said may have colours. Default: it may not. */
  readonly hasColors?: boolean;
  /** Waits until everything is written. Returns false, and says why, if it could not be. Default: it always is. */
  readonly isWritten?: () => Promise<boolean>;
}

/** What a command prints with: the one place at which names and values of others become text on a terminal. */
export interface Printer extends Output {
  /**
   * A report, whose writer has made every text in it printable: its colours, and its commands to a workflow, stay. All
   * else is said by {@link Output.print} and {@link Output.printError}, which make it printable.
   */
  readonly printReport: (report: string) => void;
}

/** A printer to an output. */
export function printer(output: Output): Printer {
  return {
    print: (text) => output.print(printable(text)),
    printError: (text) => output.printError(printable(text)),
    printReport: (report) => output.print(report),
    isWatched: output.isWatched ?? false,
    hasColors: output.hasColors ?? false,
  };
}
