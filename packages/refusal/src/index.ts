// Until all rules take them from there.
export { quote, shortName } from '@k8s-blocks/manifest';
export { nearest } from './nearest.ts';
export { formatProblem, type Problem, type ProblemPlace, placeOf } from './problem.ts';
export { Refusal } from './refusal.ts';
export { sayList, sayNames } from './say.ts';
export { systemRefusal } from './system-error.ts';
