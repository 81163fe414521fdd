import type { Output } from './output.ts';

/** The result of a command for one target. */
export interface Outcome {
  /** The name of the target: `payments`. */
  readonly name: string;
  /** What was done: `0 written, 0 removed, 4 unchanged`. */
  readonly summary: string;
  readonly succeeded: boolean;
  /** Whether anything was changed, or has to be. A log of many targets leaves out the others. */
  readonly changed: boolean;
}

/** Prints the outcomes of targets, one after the other. */
export interface Progress {
  /** Prints the outcome of a target. */
  readonly done: (target: string, outcome: Outcome) => void;
  /** Counts a target that was refused; the reason is printed before the end. */
  readonly refused: (target: string) => void;
  /** Prints the summary, if there are several targets, and returns whether all succeeded. */
  readonly end: () => boolean;
}

/**
 * Prints how a command proceeds with its targets. Of one target, its outcome. Of several on a terminal, each outcome with a
 * count: `[ 17/200] connector: 0 written, 0 removed, 12 unchanged`. Of several in a log or in CI, only the outcomes of
 * targets that failed or changed, and a summary. Where each target has a log of its own, its outcome is printed there.
 */
export function progress(total: number, output: Output): Progress {
  return output.forTarget === undefined ? ofAll(total, output) : ofEach(output.forTarget);
}

function ofAll(total: number, output: Output): Progress {
  const failed: string[] = [];
  let finished = 0;
  let unchanged = 0;
  const isCounted = total > 1 && output.showsProgress === true;
  const count = () => (isCounted ? `[${String(finished).padStart(String(total).length)}/${total}] ` : '');
  return {
    done(_, { name, summary, succeeded, changed }) {
      finished += 1;
      if (!changed) unchanged += 1;
      if (!succeeded) failed.push(name);
      if (!succeeded) output.printError(`${count()}${name}: ${summary}`);
      else if (total === 1 || isCounted || changed) output.print(`${count()}${name}: ${summary}`);
    },
    refused(target) {
      finished += 1;
      failed.push(target);
      if (isCounted) output.printError(`${count()}${target}: refused`);
    },
    end() {
      if (total > 1) output.print(formatTotal(total, unchanged, failed));
      return failed.length === 0;
    },
  };
}

function ofEach(outputOf: NonNullable<Output['forTarget']>): Progress {
  const refused: string[] = [];
  let succeeded = true;
  return {
    done(target, outcome) {
      const output = outputOf(target);
      const line = `${outcome.name}: ${outcome.summary}`;
      if (outcome.succeeded) output.print(line);
      else output.printError(line);
      if (!outcome.succeeded) succeeded = false;
      output.end(outcome.succeeded);
    },
    refused: (target) => void refused.push(target),
    end() {
      for (const target of refused) outputOf(target).end(false);
      return succeeded && refused.length === 0;
    },
  };
}

/** The last line: `200 done: 3 changed, 195 unchanged, 2 failed: payments, shop`. */
function formatTotal(total: number, unchanged: number, failed: readonly string[]): string {
  const changed = total - unchanged - failed.length;
  const parts = [
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed: ${failed.join(', ')}`] : []),
  ];
  return `${total} done: ${parts.join(', ')}`;
}
