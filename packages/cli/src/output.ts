import { printable, printableLine } from '@k8s-blocks/manifest';

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
  /** Shows lines below all that is printed, in place of those shown before; none to end it. Absent where nothing can be replaced. */
  readonly showLive?: ((lines: readonly string[]) => void) | undefined;
  /** Asks a person a question, and returns the answer; it throws the reason of the signal. Absent where nobody is to answer. */
  readonly ask?: ((question: string, signal: AbortSignal) => Promise<string>) | undefined;
  /** Waits until everything is written. Returns false, after printing why, if it could not be. Default: it always is. */
  readonly isWritten?: () => Promise<boolean>;
  /**
   * Where what concerns one target is printed, of a program that keeps a log for each: `emit` and `check` of many then print
   * no counts and no summary. Default: everything is printed here.
   */
  readonly forTarget?: (target: string) => TargetOutput;
}

/** Where what concerns one target is printed to. */
export interface TargetOutput extends Pick<Output, 'print' | 'printError'> {
  /** Called once, after all is printed. */
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
  const { forTarget, showLive, ask } = output;
  return {
    ...printableOutput(output),
    printReport: (report) => output.print(report),
    showsProgress: output.showsProgress ?? false,
    hasColors: output.hasColors ?? false,
    ...(forTarget === undefined ? {} : { forTarget: (target) => targetPrinter(forTarget(target)) }),
    ...(showLive === undefined ? {} : { showLive: (lines) => showLive(lines.map(printableLine)) }),
    ...(ask === undefined ? {} : { ask: (question, signal) => ask(printable(question), signal) }),
  };
}

function targetPrinter(output: TargetOutput): TargetOutput {
  return { ...printableOutput(output), end: output.end };
}

function printableOutput({ print, printError }: Pick<Output, 'print' | 'printError'>) {
  return {
    print: (text: string) => print(printable(text)),
    printError: (text: string) => printError(printable(text)),
  };
}
