import { formatProblem, type Problem, type ProblemPlace } from './problem.ts';

/** Registered, so that two copies of this package in one process know each other's refusals. */
const REFUSAL = Symbol.for('k8s-blocks.refusal');

/**
 * The error for a user's mistake: one or more problems, each with its place, and shown without a stack trace.
 * Any other error that is thrown is a fault of the program, and keeps its trace.
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

  /** The same refusal, with the parts of the place that the thrower could not know. Parts that it knew stay. */
  within(place: ProblemPlace): Refusal {
    return new Refusal(this.problems.map((problem) => ({ ...place, ...problem })));
  }
}
