import { fieldsOf, textOf } from '@k8s-blocks/manifest';
import type { Definitions } from './definitions.ts';
import type { ResourceViolation } from './violation.ts';

/**
 * What the rules on `oldSelf` say against a change of a custom resource; nothing if no definition of it is at hand. What they would
 * say against a new object of the same fields is not of the change.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#transition-rules
 */
export function transitionViolations(
  definitions: Definitions,
  before: unknown,
  after: unknown,
): readonly ResourceViolation[] {
  const object = fieldsOf(after);
  const [apiVersion = '', kind = ''] = [textOf(object.apiVersion), textOf(object.kind)];
  const version = definitions.find(apiVersion, kind)?.served(apiVersion.slice(apiVersion.indexOf('/') + 1));
  if (version === undefined) return [];
  const ofChange = version.judge(object, before).rules;
  if (ofChange.length === 0) return [];
  const ofObject = new Set(version.judge(object).rules.map(keyOf));
  return ofChange.filter((violation) => !ofObject.has(keyOf(violation)));
}

function keyOf({ field, problem, remedy }: ResourceViolation): string {
  return JSON.stringify([field, problem, remedy]);
}
