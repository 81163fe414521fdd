import type { Finding, LocatedObject, Severity } from '@k8s-blocks/findings';
import { judge } from './judge.ts';
import type { JudgeOptions } from './judge-options.ts';
import { objectRules } from './rules/index.ts';
import { typeRules } from './rules/type-rules.ts';
import { subjectsOf } from './subject.ts';

export { coverageOf } from './coverage.ts';
export { isEnumValue } from './enum-values.ts';
export { fitsType } from './fits-type.ts';
export type { JudgeOptions } from './judge-options.ts';
export { serverSideApplyViolations } from './rules/server-side-apply.ts';
export type { FieldViolation, ViolationCode, Violations } from './violation.ts';

/** The rules: see docs/rules.md. */
export const apiRules: readonly { readonly name: string; readonly severity: Severity }[] = [
  ...[
    ...[
      'api-version-and-kind',
      'fields',
      'field-values',
      'foreign-metadata',
      'custom-resource-fields',
      'custom-resource-rules',
      'cilium-policies',
      'cluster-network-policies',
    ],
    ...objectRules.map(({ name }) => name),
    ...typeRules.map(({ name }) => name),
  ].map((name) => ({
    name,
    severity: 'error' as const,
  })),
  ...['deprecated-api', 'deprecated-fields', 'disabled-by-default', 'server-warnings'].map((name) => ({
    name,
    severity: 'warning' as const,
  })),
  { name: 'server-side-apply', severity: 'warning' },
  { name: 'client-side-apply', severity: 'warning' },
];

/**
 * What an API server would refuse of one object, or of each in a List, and as warnings what it
 * takes, and `kubectl apply` does not. An object of the kinds
 * that have rules of their own is judged in full, one of Kubernetes' other kinds by its fields, a custom resource by its
 * definition if that is at hand, and by its metadata. It never throws, whatever the value.
 */
export function judgeObject(located: LocatedObject, options: JudgeOptions = {}): Finding[] {
  return subjectsOf(located).flatMap((subject) => judge(subject, options));
}
