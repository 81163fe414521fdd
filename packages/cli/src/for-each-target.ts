import { errorGroups } from './error-groups.ts';
import type { Printer } from './output.ts';
import { type Outcome, progress } from './progress.ts';

/** What a command does for one target. */
export type TargetCommand<Target, Options> = (target: Target, options: Options, output: Printer) => Promise<Outcome>;

/**
 * Processes one target after the other; if one is refused, the others are still processed. The outcomes are printed by
 * {@link progress}, and the errors before its summary, each once.
 *
 * @param targets their names, each with what the command takes for it; or the error that refuses it.
 */
export async function processTargets<Target, Options>(
  targets: readonly (readonly [name: string, target: Target | Refused])[],
  command: TargetCommand<Target, Options>,
  options: Options,
  output: Printer,
): Promise<boolean> {
  const reporter = progress(targets.length, output);
  const errors = errorGroups();
  for (const [name, target] of targets) {
    try {
      if (target instanceof Refused) throw target.error;
      reporter.done(name, await command(target, options, { ...output, ...output.forTarget?.(name) }));
    } catch (error) {
      errors.add(name, error);
      reporter.refused(name);
    }
  }
  errors.print(output);
  return reporter.end();
}

/** A target that is not processed, with the reason. */
export class Refused {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}
