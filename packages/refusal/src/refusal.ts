import { formatProblem, type Problem, type ProblemPlace } from './problem.ts';

/**
 * The error for a user's mistake: one or more problems, each with its place, and shown without a stack trace.
 * Any other error that is thrown is a fault of the program, and keeps its trace.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problems: readonly Problem[];

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
