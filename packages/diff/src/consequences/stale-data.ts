import { isDeepStrictEqual } from 'node:util';
import { type Fields, fieldsOf, ownField, shortName } from '@k8s-blocks/manifest';
import type { ChangedObject } from '../changes.ts';
import type { ComparedObject } from '../compared-object.ts';
import type { Consequence } from '../consequence.ts';
import { type Reader, readersAmong } from '../readers.ts';
import type { Rule } from './comparison.ts';
import { formatSome } from './comparison.ts';
import { changesTemplate } from './pods.ts';

/**
 * Changes of a ConfigMap or Secret that running pods do not see: pods that read it only at their start, and are not
 * replaced. (A checksum of the data in an annotation of the pod template would replace them.) Files of a volume are not
 * reported: the kubelet updates them within about a minute.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
 */
export const staleData: Rule = function* ({ changes, before, after }): Iterable<Consequence> {
  const changed = changes.filter((change) => change.kind === 'changed');
  const data = changed.filter(({ after: { type } }) => type === 'ConfigMap' || type === 'Secret');
  if (data.length === 0) return;
  const replaced = new Set(changed.filter(changesTemplate).map(({ after: { key } }) => key));
  const there = new Set(before.map(({ key }) => key));
  const running = after.filter(({ key, type }) => there.has(key) && !replaced.has(key) && type !== 'batch CronJob');
  const readersOf = readersAmong(running);
  for (const change of data) yield* staleIn(change, readersOf(change.after));
};

function* staleIn({ before, after }: ChangedObject, readers: readonly Reader[]): Iterable<Consequence> {
  const keys = changedKeys(before, after);
  for (const { workload, reads } of readers) {
    const stale = keys.filter(reads).map((key) => shortName(key));
    if (stale.length === 0) continue;
    const text = `Reads ${formatSome(stale)} of ${after.title} at the start of its pods only, and they are not replaced: until they restart, they keep the old value.`;
    yield { effect: 'stale', object: workload.title, text };
  }
}

/** The keys whose values differ. Of a Secret no more than these may be shown. */
export function changedKeys(before: ComparedObject, after: ComparedObject): readonly string[] {
  const [old, wanted] = [dataOf(before), dataOf(after)];
  const keys = new Set([...Object.keys(old), ...Object.keys(wanted)]);
  return [...keys].filter((key) => !isDeepStrictEqual(ownField(old, key), ownField(wanted, key)));
}

function dataOf({ stored }: ComparedObject): Fields {
  const { data, binaryData } = stored();
  return { ...fieldsOf(data), ...fieldsOf(binaryData) };
}
