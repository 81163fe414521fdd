import type { ClusterObject } from '@k8s-blocks/cluster';
import { type Fields, fieldsOf, integerOf, listOf, textOf } from '@k8s-blocks/manifest';

/**
 * A condition of the status of an object.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/
 */
export interface Condition {
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** The condition of a type; undefined if there is none, or if it is about an older generation of the object. */
export function conditionOf(object: ClusterObject, type: string): Condition | undefined {
  const generation = integerOf(object.metadata.generation);
  for (const value of listOf(fieldsOf(object.status).conditions)) {
    const condition = fieldsOf(value);
    if (condition.type !== type || isOlder(condition, generation)) continue;
    const { status, reason, message } = condition;
    return { type, status: textOf(status) ?? '', reason: textOf(reason) ?? '', message: textOf(message) ?? '' };
  }
  return undefined;
}

/**
 * Whether the controller of an object has not seen its newest generation yet, by its status or by the condition of a type, if one is
 * given. False where it does not say what it has seen.
 */
export function isUnobserved({ metadata, status }: ClusterObject, type?: string): boolean {
  const { conditions, ...whole } = fieldsOf(status);
  const ofType = listOf(conditions)
    .map(fieldsOf)
    .filter((condition) => type !== undefined && condition.type === type);
  return [whole, ...ofType].some((each) => isOlder(each, integerOf(metadata.generation)));
}

function isOlder({ observedGeneration }: Fields, generation: number | undefined): boolean {
  const observed = integerOf(observedGeneration);
  return generation !== undefined && observed !== undefined && observed < generation;
}

/** What a condition says, as a part of a sentence: `ProgressDeadlineExceeded: it has timed out`. */
export function formatCondition({ type, reason, message }: Condition): string {
  const why = reason === '' ? type : reason;
  return message.trim() === '' ? why : `${why}: ${message.trim()}`;
}
