import { isDeepStrictEqual } from 'node:util';
import { fieldsOf, findKind, formatPath, valueAt } from '@k8s-blocks/manifest';
import type { ChangedObject } from '../changes.ts';
import type { ComparedObject } from '../compared-object.ts';
import type { Consequence } from '../consequence.ts';
import { differingFields } from '../differing-fields.ts';
import { formatCount, formatSome, ofChanged, type Rule } from './comparison.ts';

/** Whether the pods are replaced: the template differs as it is stored, and not only as it is written. */
export function changesTemplate({ before, after }: Pick<ChangedObject, 'before' | 'after'>): boolean {
  const path = findKind(after)?.podTemplate;
  return path !== undefined && !isDeepStrictEqual(valueAt(before.stored(), path), valueAt(after.stored(), path));
}

/**
 * Workloads whose pods are replaced, and those that scale.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment
 */
export const pods: Rule = ofChanged(function* (change): Iterable<Consequence> {
  if (changesTemplate(change)) yield* rolloutOf(change);
  if (findKind(change.after)?.scales) yield* scaleOf(change);
});

function* rolloutOf({ before, after }: ChangedObject): Iterable<Consequence> {
  const path = findKind(after)?.podTemplate ?? [];
  const fields = differingFields(valueAt(before.stored(), path), valueAt(after.stored(), path), formatPath(path));
  const changed = `${formatSome(fields, 3)} ${fields.length === 1 ? 'differs' : 'differ'}.`;
  if (after.type === 'batch CronJob') {
    yield { effect: 'rolls', object: after.title, text: `Jobs from the next run on have the new pods: ${changed}` };
  }
  if (!findKind(after)?.rolls) return;
  yield { effect: 'rolls', object: after.title, text: `${howPodsRoll(after)}: ${changed}` };
}

function howPodsRoll({ type, stored }: ComparedObject): string {
  const { spec } = stored();
  const { replicas, strategy, updateStrategy, paused } = fieldsOf(spec);
  if (paused === true) return 'The pods are replaced when the rollout is resumed, since it is paused';
  if (replicas === 0) return 'There are no pods to replace';
  if (fieldsOf(updateStrategy).type === 'OnDelete') return 'Each pod is replaced once it is deleted by hand (OnDelete)';
  const number = typeof replicas === 'number' ? formatCount(replicas, 'pod') : 'the pod of each node';
  if (fieldsOf(strategy).type === 'Recreate') return `Stops ${number}, and then starts the new (Recreate)`;
  return `Replaces ${number}${type === 'apps StatefulSet' && replicas !== 1 ? ', one after the other' : ''}`;
}

function* scaleOf({ before, after }: ChangedObject): Iterable<Consequence> {
  const path = ['spec', 'replicas'];
  const [old, wanted] = [valueAt(before.stored(), path), valueAt(after.stored(), path)];
  if (typeof old !== 'number' || typeof wanted !== 'number' || old === wanted) return;
  const none = wanted === 0 ? ' Nothing is left running.' : '';
  const text = `From ${formatCount(old, 'pod')} to ${wanted}.${none}`;
  yield { effect: 'scales', object: after.title, field: 'spec.replicas', text };
}
