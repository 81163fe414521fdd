import { inspect } from 'node:util';
import { Refusal, systemRefusal } from '@k8s-blocks/refusal';
import type { Printer } from './output.ts';
import { type Outcome, progress } from './progress.ts';

/** The options of all commands, with their defaults filled in. */
export interface Options {
  /** The folder of the trees of all apps, relative to the working directory. */
  readonly root: string;
  /** The folder that build writes to. */
  readonly out: string;
  /** The kube context of the cluster that dry-run asks. */
  readonly context: string | undefined;
  /** The environment of dry-run, or the only one that diff compares. */
  readonly environment: string | undefined;
  /** The format of the report of verify and diff. */
  readonly format: string;
  /** The format in which verify prints who reaches whom; undefined if it does not. */
  readonly matrix: string | undefined;
  /** Whether verify reads the files that build wrote, instead of building. */
  readonly built: boolean;
  /** Whether remote resources of a kustomization may be fetched. */
  readonly allowRemote: boolean;
  /** The git revision that diff compares with. */
  readonly base: string;
  /** What diff fails on: `difference`, `refusal`, or nothing. */
  readonly failOn: string | undefined;
}

/**
 * A command: it processes its targets, prints results for the user, and returns whether it succeeded.
 *
 * @throws Refusal for a mistake of the user.
 */
export type Command = (targets: readonly string[], options: Options, output: Printer) => Promise<boolean>;

/**
 * A command that processes one target after the other; if one is refused, the others are still processed. The outcomes are
 * printed by {@link progress}.
 */
export function forEachTarget(
  command: (target: string, options: Options, output: Pick<Printer, 'print' | 'printError'>) => Promise<Outcome>,
): Command {
  return afterPreparing(async () => undefined, command);
}

/** As {@link forEachTarget}, for a command of which a part is better done for all targets at once, before the first. */
export function afterPreparing<Prepared>(
  prepare: (targets: readonly string[], options: Options) => Promise<Prepared>,
  command: (
    target: string,
    options: Options,
    output: Pick<Printer, 'print' | 'printError'>,
    prepared: Prepared,
  ) => Promise<Outcome>,
): Command {
  return async (targets, options, output) => {
    const prepared = await prepare(targets, options);
    const all = progress(targets.length, output);
    let succeeded = true;
    for (const target of targets) {
      const own = output.ofTarget?.(target);
      const [printer, reporter] = own === undefined ? [output, all] : [own, progress(1, own)];
      const outcome = await command(target, options, printer, prepared).catch((error: unknown): undefined => {
        const refusal = error instanceof Refusal ? error : systemRefusal(error);
        // An error that is not the user's is a bug: it is printed with its stack trace, and the other targets go on.
        printer.printError(refusal === undefined ? inspect(error) : `${refusal.message}\n`);
      });
      if (outcome === undefined) reporter.refused(target);
      else reporter.done(outcome);
      own?.end(outcome?.succeeded === true);
      succeeded &&= outcome?.succeeded === true;
    }
    return output.ofTarget === undefined ? all.end() : succeeded;
  };
}
