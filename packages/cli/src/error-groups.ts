import { inspect } from 'node:util';
import { formatList, formatProblem, type Problem, Refusal, systemRefusal } from '@k8s-blocks/refusal';
import type { Printer } from './output.ts';

/** The errors of many targets, each printed once: one in a module that all import would otherwise be printed for each. */
export interface ErrorGroups {
  readonly add: (target: string, error: unknown) => void;
  /** Prints each error, and whom it concerns where that is more than one target. */
  readonly print: (output: Printer) => void;
}

/** One error, and the targets that met it. */
interface Group {
  readonly targets: Set<string>;
  /** Its text; without a service where it is that of several. */
  readonly text: () => string;
}

export function errorGroups(): ErrorGroups {
  const groups = new Map<string, Group>();
  const add = (target: string, key: string, text: () => string) => {
    const group = groups.get(key) ?? { targets: new Set(), text };
    group.targets.add(target);
    groups.set(key, group);
  };
  const services = new Map<string, Set<string | undefined>>();
  return {
    add(target, error) {
      const refusal = error instanceof Refusal ? error : systemRefusal(error);
      // An error that is not the user's is a bug: it is printed with its stack trace.
      if (refusal === undefined) return add(target, keyOfBug(error), () => inspect(error));
      for (const problem of refusal.problems) {
        const key = keyOfProblem(problem);
        const named = services.get(key) ?? new Set();
        services.set(key, named.add(problem.service));
        add(target, key, () => formatProblem(named.size === 1 ? problem : withoutService(problem)));
      }
    },
    print(output) {
      for (const { targets, text } of groups.values()) printGroup([...targets], text(), output);
    },
  };
}

function printGroup(targets: readonly string[], text: string, output: Printer): void {
  const [first = '', ...others] = targets;
  if (output.forTarget === undefined) {
    output.printError(`${text}\n${concerns(targets, text)}`);
    return;
  }
  output.forTarget(first).printError(`${text}\n${concerns(targets, text)}`);
  const [start = ''] = text.split('\n');
  for (const target of others)
    output.forTarget(target).printError(`The same error as of ${first}, where it is shown: ${start}`);
}

/** Whom an error concerns, as a line of its own; none where it is one target, or the error names them all. */
function concerns(targets: readonly string[], text: string): string {
  if (targets.length === 1 || targets.every((target) => text.includes(target))) return '';
  return `  This concerns ${targets.length}: ${formatList(targets)}.\n`;
}

/** The service is left out: each app fills in its own. */
function keyOfProblem(problem: Problem): string {
  const { service: _, ...rest } = problem;
  return JSON.stringify(rest, Object.keys(rest).sort());
}

function withoutService({ service: _, ...rest }: Problem): Problem {
  return rest;
}

/** An error that is thrown at one place for one reason is the same, whoever called. */
function keyOfBug(error: unknown): string {
  if (!(error instanceof Error)) return inspect(error);
  const [place = ''] = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? [];
  return `${error.name}: ${error.message}\n${place}`;
}
