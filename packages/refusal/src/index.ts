// Until all rules take them from there.
export { quote, shortName } from '@k8s-blocks/manifest';
export { formatList, formatNames } from './format-list.ts';
export { nearest } from './nearest.ts';
export { formatLocation, formatProblem, type Problem, type ProblemLocation } from './problem.ts';
export { Refusal } from './refusal.ts';
export { systemRefusal } from './system-error.ts';
