export { brokenBy, type TriedStack } from './broken-by.ts';
export { type JudgedEnvironment, judgeRules } from './judge.ts';
export type { Party } from './party.ts';
export type { Hop, Path } from './path.ts';
export {
  type Broken,
  type BrokenObject,
  isOwnRule,
  type Rule,
  type RuleCheck,
  type RuleOptions,
  rule,
} from './rule.ts';
export type { EnvironmentInput, RuleEnvironment } from './rule-environment.ts';
export type { RuleObject } from './rule-object.ts';
export type { RuleContainer, RuleWorkload } from './rule-workload.ts';
export { refuseEqualCodes, rulesOf } from './rules-of.ts';
