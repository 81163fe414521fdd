import { inspect } from 'node:util';
import { Refusal } from '@k8s-blocks/refusal';
import type { Output } from './output.ts';

/** What the arguments say, besides the command and its targets. */
export interface Options {
  /** The folder of the trees of all apps, relative to the working directory. */
  readonly root: string;
  /** The folder that build writes to. */
  readonly out: string;
  /** The kube context that dry-run asks. */
  readonly context: string | undefined;
  /** The environment that dry-run asks about. */
  readonly environment: string | undefined;
  /** How verify reports. */
  readonly format: string;
  /** Whether verify prints who reaches whom, and how. */
  readonly matrix: string | undefined;
  /** Whether verify takes what build wrote, instead of building. */
  readonly built: boolean;
}

/**
 * A command: it does something with its targets, prints what a user is to know, and says whether all is well. What it
 * refuses it throws as a Refusal.
 */
export type Command = (targets: readonly string[], options: Options, output: Output) => Promise<boolean>;

/** A command that handles one target after the other; a refusal of one leaves the others done. */
export function forEachTarget(
  command: (target: string, options: Options, output: Output) => Promise<boolean>,
): Command {
  return async (targets, options, output) => {
    let allWell = true;
    for (const target of targets) {
      const isWell = await command(target, options, output).catch((error: unknown) => {
        // Only a fault of the program keeps its trace; it leaves the other targets done too.
        output.complain(error instanceof Refusal ? `${error.message}\n` : inspect(error));
        return false;
      });
      allWell &&= isWell;
    }
    return allWell;
  };
}
