import type { Finding, LocatedObject } from '@k8s-blocks/findings';
import { judge } from './judge.ts';
import { objectRules } from './rules/index.ts';
import { subjectsOf } from './subject.ts';

/** The rules: see docs/rules.md. */
export const apiRules: readonly { readonly name: string; readonly severity: 'error' }[] = [
  'api-version-and-kind',
  'fields',
  'foreign-metadata',
  ...objectRules.map(({ name }) => name),
].map((name) => ({ name, severity: 'error' }));

/**
 * What an API server of Kubernetes 1.35 or 1.36 would refuse of one object, or of each in a List. An object of the kinds
 * that it knows is judged in full, another by its metadata. It never throws, whatever the value.
 */
export function judgeObject(located: LocatedObject): Finding[] {
  return subjectsOf(located).flatMap(judge);
}
