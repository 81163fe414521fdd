export { formatProblem, type Problem, type ProblemPlace, placeOf } from './problem.ts';
export { Refusal } from './refusal.ts';
export { sayNames } from './say.ts';
