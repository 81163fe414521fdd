import type { Outcome } from './command.ts';
import type { Output } from './output.ts';

/** Tells of targets as they are done. */
export interface Progress {
  readonly next: (outcome: Outcome) => void;
  /** That a target was refused; why was said already. */
  readonly refused: (target: string) => void;
  /** Says the summary of many, and whether all is well. */
  readonly end: () => boolean;
}

/**
 * How the work on some targets is told of. Of one target its line is said. Of more, where somebody watches, each line
 * with a count: `[ 17/200] connector: 0 written, 0 removed, 12 unchanged`. Where nobody does (a log, CI) nobody wants two
 * hundred lines that say that nothing happened: only those of targets that are not as they were, and a summary.
 */
export function progress(total: number, output: Output): Progress {
  const failed: string[] = [];
  let done = 0;
  let unchanged = 0;
  const isCounted = total > 1 && output.isWatched === true;
  const count = () => (isCounted ? `[${String(done).padStart(String(total).length)}/${total}] ` : '');
  return {
    next({ name, what, isWell, isUnchanged }) {
      done += 1;
      if (isUnchanged) unchanged += 1;
      if (!isWell) failed.push(name);
      if (!isWell) output.complain(`${count()}${name}: ${what}`);
      else if (total === 1 || isCounted || !isUnchanged) output.say(`${count()}${name}: ${what}`);
    },
    refused(target) {
      done += 1;
      failed.push(target);
      if (isCounted) output.complain(`${count()}${target}: refused`);
    },
    end() {
      if (total > 1) output.say(sayTotal(total, unchanged, failed));
      return failed.length === 0;
    },
  };
}

/** The last line: `200 done: 3 changed, 195 unchanged, 2 failed: payments, shop`. */
function sayTotal(total: number, unchanged: number, failed: readonly string[]): string {
  const changed = total - unchanged - failed.length;
  const parts = [
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed: ${failed.join(', ')}`] : []),
  ];
  return `${total} done: ${parts.join(', ')}`;
}
