import type { Finding } from '../finding.ts';
import { identify } from './identity.ts';
import { judge, judgeNames } from './judge.ts';

export type { ObjectRule } from './rule.ts';
export { objectRules } from './rules/index.ts';

/**
 * What an API server of Kubernetes 1.35 or 1.36 would refuse of the objects, each for itself. Objects of the kinds
 * that it knows are judged in full, others by their metadata. Any value may be given.
 */
export async function verifyObjects(objects: readonly unknown[]): Promise<Finding[]> {
  return objects.flatMap((object, index) => judgeObject(object, `object ${index + 1}`));
}

/**
 * The same of one object, at once.
 *
 * @param unnamed what to call a value that has no kind.
 */
export function judgeObject(object: unknown, unnamed = 'object'): Finding[] {
  return identify(object, unnamed).flatMap(judge);
}

/**
 * The same of the name and the namespace alone: for an object in which nothing was found before, under another name or in
 * another namespace. What else is in it is not looked at again.
 */
export function judgeObjectNames(object: unknown): Finding[] {
  return identify(object, 'object').flatMap(judgeNames);
}
