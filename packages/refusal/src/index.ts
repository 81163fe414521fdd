export { formatList, formatNames } from './format-list.ts';
export { formatNumber } from './format-number.ts';
export { nearest } from './nearest.ts';
export { formatLocation, formatProblem, type Problem, type ProblemLocation } from './problem.ts';
export { Refusal } from './refusal.ts';
export { systemRefusal } from './system-error.ts';
