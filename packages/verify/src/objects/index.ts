import type { Finding } from '../finding.ts';
import { identify } from './identity.ts';
import { judge } from './judge.ts';

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
