import type { Finding, LocatedObject } from '@k8s-blocks/findings';
import { judge, judgeNames } from './judge.ts';
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

/**
 * The same of the name and the namespace alone: for an object in which nothing was found before, under another name or in
 * another namespace. What else is in it is not looked at again.
 */
export function judgeObjectNames(located: LocatedObject): Finding[] {
  return subjectsOf(located).flatMap(judgeNames);
}
