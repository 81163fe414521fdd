import { type Fields, fieldsOf, integerOf, nonEmptyTextOf, printable } from '@k8s-blocks/manifest';

/** What a controller said about an object, made printable. */
export interface ClusterEvent {
  readonly type: 'Normal' | 'Warning';
  /** One word: `FailedScheduling`, `BackOff`. */
  readonly reason: string;
  readonly message: string;
  /** How often it was said. */
  readonly count: number;
  /** When it was said last, as RFC 3339. */
  readonly last: string;
}

/**
 * The Events of a list, the newest last.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export function eventsIn(items: readonly Fields[]): readonly ClusterEvent[] {
  const events = items.map(eventOf);
  return events.sort((one, other) => Date.parse(one.last) - Date.parse(other.last));
}

function eventOf({ type, reason, message, count, series, lastTimestamp, eventTime, metadata }: Fields): ClusterEvent {
  const { count: inSeries, lastObservedTime } = fieldsOf(series);
  const times = [lastObservedTime, lastTimestamp, eventTime, fieldsOf(metadata).creationTimestamp];
  const last = times.map(nonEmptyTextOf).find((time) => time !== undefined && !Number.isNaN(Date.parse(time)));
  return {
    type: type === 'Warning' ? 'Warning' : 'Normal',
    reason: printable(nonEmptyTextOf(reason) ?? ''),
    message: printable(nonEmptyTextOf(message) ?? '').trim(),
    count: integerOf(inSeries) ?? integerOf(count) ?? 1,
    last: last ?? new Date(0).toISOString(),
  };
}
