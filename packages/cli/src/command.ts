import { inspect } from 'node:util';
import { Refusal, systemRefusal } from '@k8s-blocks/refusal';
import type { Printer } from './output.ts';
import { progress } from './progress.ts';

/** What the arguments say, besides the command and its targets. */
export interface Options {
  /** The folder of the trees of all apps, relative to the working directory. */
  readonly root: string;
  /** The folder that build writes to. */
  readonly out: string;
  /** The kube context that dry-run asks. */
  readonly context: string | undefined;
  /** The environment that dry-run asks about, or the one that diff compares. */
  readonly environment: string | undefined;
  /** How verify and diff report. */
  readonly format: string;
  /** Whether verify prints who reaches whom, and how. */
  readonly matrix: string | undefined;
  /** Whether verify takes what build wrote, instead of building. */
  readonly built: boolean;
  /** Whether what a kustomization names by an address may be fetched. */
  readonly allowRemote: boolean;
  /** The git revision that diff compares with. */
  readonly base: string;
  /** What diff fails on: `difference`, `refusal`, or nothing. */
  readonly failOn: string | undefined;
}

/**
 * A command: it does something with its targets, prints what a user is to know, and says whether all is well. What it
 * refuses it throws as a Refusal.
 */
export type Command = (targets: readonly string[], options: Options, output: Printer) => Promise<boolean>;

/** What became of one target. */
export interface Outcome {
  /** What it is called: `payments`. */
  readonly name: string;
  /** What became of it: `0 written, 0 removed, 4 unchanged`. */
  readonly what: string;
  readonly isWell: boolean;
  /** Whether it is as it was before: then, among many, nobody needs to be told. */
  readonly isUnchanged: boolean;
}

/**
 * A command that handles one target after the other; a refusal of one leaves the others done. One target is told of in a
 * line. Of many a terminal shows how many are done, and what is no terminal only what is not as it was, and a summary.
 */
export function forEachTarget(
  command: (target: string, options: Options, output: Printer) => Promise<Outcome>,
): Command {
  return async (targets, options, output) => {
    const told = progress(targets.length, output);
    for (const target of targets) {
      const outcome = await command(target, options, output).catch((error: unknown): undefined => {
        const refusal = error instanceof Refusal ? error : systemRefusal(error);
        // Only a fault of the program keeps its trace; it leaves the other targets done too.
        output.complain(refusal === undefined ? inspect(error) : `${refusal.message}\n`);
      });
      if (outcome === undefined) told.refused(target);
      else told.next(outcome);
    }
    return told.end();
  };
}
