import { formatProblem, type Problem, type ProblemLocation } from './problem.ts';

/** A registered symbol: `instanceof` also holds where two copies of this package are loaded in one process. */
const REFUSAL = Symbol.for('k8s-blocks.refusal');

/**
 * The error for a user's mistake: one or more problems, each with its location, shown without a stack trace.
 * Any other error is a defect of the program, and keeps its stack trace.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problems: readonly Problem[];
  readonly [REFUSAL] = true;

  static override [Symbol.hasInstance](value: unknown): value is Refusal {
    return typeof value === 'object' && value !== null && REFUSAL in value;
  }

  constructor(problems: Problem | readonly Problem[]) {
    const all: readonly Problem[] = 'problem' in problems ? [problems] : problems;
    super(all.map(formatProblem).join('\n\n'));
    this.problems = all;
  }

  /** The same refusal with the given parts of the location filled in where its problems do not have them yet. */
  within(location: ProblemLocation): Refusal {
    return new Refusal(this.problems.map((problem) => ({ ...location, ...problem })));
  }
}
