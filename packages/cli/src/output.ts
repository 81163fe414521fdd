import { printable } from '@k8s-blocks/manifest';

/** Where a command prints to: the terminal, or the log of one of many tasks in one process. */
export interface Output {
  /** Prints one or more lines of results. */
  readonly print: (text: string) => void;
  /** Prints one or more lines about errors. */
  readonly printError: (text: string) => void;
  /** Whether progress is shown, as on a terminal. Default: false. */
  readonly showsProgress?: boolean;
  /** Whether reports may have ANSI colours. Default: false. */
  readonly hasColors?: boolean;
  /** Waits until everything is written. Returns false, after printing why, if it could not be. Default: it always is. */
  readonly isWritten?: () => Promise<boolean>;
  /**
   * Where to print what concerns one of many targets, for who runs a command on all of them at once and tells of each by
   * itself. Default: everything is printed here, with a summary.
   */
  readonly ofTarget?: (target: string) => TargetOutput;
}

/** The {@link Output} of one of many targets. */
export interface TargetOutput extends Pick<Output, 'print' | 'printError'> {
  /** Called once, when the command is done with the target. */
  readonly end: (succeeded: boolean) => void;
}

/** The {@link Output} of a command, which makes text printable: it may contain names and values of untrusted manifests. */
export interface Printer extends Output {
  /**
   * Prints a report as it is: its author has made every text in it printable, and its colours and workflow commands of
   * GitHub stay. {@link Output.print} and {@link Output.printError} make their text printable.
   */
  readonly printReport: (report: string) => void;
}

/** A printer that prints to an output. */
export function printer(output: Output): Printer {
  const { ofTarget } = output;
  return {
    ...printing(output),
    printReport: (report) => output.print(report),
    showsProgress: output.showsProgress ?? false,
    hasColors: output.hasColors ?? false,
    ...(ofTarget && {
      ofTarget(name) {
        const target = ofTarget(name);
        return { ...printing(target), end: target.end };
      },
    }),
  };
}

function printing({ print, printError }: Pick<Output, 'print' | 'printError'>) {
  return {
    print: (text: string) => print(printable(text)),
    printError: (text: string) => printError(printable(text)),
  };
}
