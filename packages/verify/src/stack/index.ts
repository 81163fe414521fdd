import type { Finding } from '../finding.ts';
import type { Cluster, Evaluator } from '../reachability/index.ts';
import { readStack, type StackInput } from './built-stack.ts';
import { findingsOf } from './rule.ts';
import { stackRules } from './rules/index.ts';

export { titleOfValue } from './built-object.ts';
export type { ProvidedSecret, StackInput } from './built-stack.ts';
export type { StackRule } from './rule.ts';
export { stackRules } from './rules/index.ts';
export { type SeparationInput, separationRules, verifySeparation } from './verify-separation.ts';
export { applyWaivers, type WaivedFinding } from './waivers.ts';

/**
 * What is wrong between the objects that were built for one environment, of all services together. It never throws: what
 * is malformed is as if it were not there, and for the rules on single objects to report.
 */
export function verifyStack(input: StackInput): Finding[] {
  const stack = readStack(input);
  return stackRules.flatMap((rule) => findingsOf(rule, stack));
}

/** The cluster that was built, and who reaches whom in it. An input that {@link verifyStack} has judged is not read again. */
export function builtCluster(input: StackInput): { readonly cluster: Cluster; readonly evaluator: Evaluator } {
  const { cluster, evaluator } = readStack(input);
  return { cluster, evaluator };
}
