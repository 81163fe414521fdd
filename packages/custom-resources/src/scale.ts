import { fieldsOf, valueAt } from '@k8s-blocks/manifest';
import type { Violations } from './schema/values.ts';
import type { Quote } from './violation.ts';

/**
 * The number of replicas is one that an autoscaler can set, where the definition has the subresource `scale`.
 *
 * @param subresources those of the version, as they are written.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#scale-subresource
 */
export function* scaleViolations(object: unknown, subresources: unknown, quote: Quote): Violations {
  const { specReplicasPath } = fieldsOf(fieldsOf(subresources).scale);
  if (typeof specReplicasPath !== 'string') return;
  const field = specReplicasPath.replace(/^\./, '');
  const value = valueAt(object, field.split('.'));
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 2 ** 31 - 1;
  if (value === undefined || isRight) return;
  const problem = `${quote(field, value)} is no number of replicas.`;
  yield { code: 'FieldValueInvalid', field, problem, remedy: 'Write an integer from 0 to 2147483647.' };
}
