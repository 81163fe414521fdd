import { fieldsOf, textOf } from '@k8s-blocks/manifest';
import type { IEvent } from 'kubernetes-models/events.k8s.io/v1/Event';
import { typeRule } from '../type-rule.ts';
import { notSupported, quote } from '../violation.ts';

const MAX_BYTES = { reportingInstance: 128, action: 128, reason: 128, note: 1024 } as const;

/** What older versions of the API said of an Event: it may be read, and not written. */
const RETIRED = ['deprecatedCount', 'deprecatedFirstTimestamp', 'deprecatedLastTimestamp', 'deprecatedSource'] as const;

/**
 * An Event of the group events.k8s.io is normal or a warning, is short, and is in the namespace of what it regards.
 *
 * @example
 * apiVersion: events.k8s.io/v1
 * kind: Event
 * metadata: { name: started, namespace: shop }
 * type: Error # Warning
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export const eventReport = typeRule<IEvent>('event-report', 'events/v1.Event', function* (object) {
  const { metadata = {}, type = '', regarding = {} } = object;
  if (type !== '') yield* notSupported('type', type, ['Normal', 'Warning'], 'FieldValueInvalid');
  for (const [name, max] of Object.entries(MAX_BYTES)) {
    const text = textOf(fieldsOf(object)[name]) ?? '';
    if (Buffer.byteLength(text) <= max) continue;
    yield { field: name, problem: `It has more than ${max} bytes.`, remedy: 'Shorten it.' };
  }
  const { namespace = 'default' } = metadata;
  if ((regarding.namespace ?? '') === '' && namespace !== 'default' && namespace !== 'kube-system') {
    const problem = `It regards an object without a namespace, and is in ${quote(namespace)}.`;
    yield { field: 'regarding.namespace', problem, remedy: 'Put it into the namespace "default".' };
  }
  for (const name of RETIRED) {
    const value: unknown = object[name];
    const isSaid = typeof value === 'object' && value !== null ? Object.values(value).some(Boolean) : Boolean(value);
    if (isSaid) yield { field: name, problem: 'New Events do not have it.', remedy: 'Remove it.' };
  }
});
