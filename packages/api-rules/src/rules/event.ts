import type { IEvent } from 'kubernetes-models/v1/Event';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { formViolations } from '../value-form.ts';
import { type FieldViolation, quote, required, type Violations } from '../violation.ts';

type Event = Loose<IEvent>;

/** The most characters of the texts of an event with an `eventTime`. */
const MAX = { action: 128, reason: 128, reportingInstance: 128, message: 1024 } as const;

/**
 * An Event is in the namespace of the object that it is about. With an `eventTime` it also says who reports it, the action and the
 * reason.
 *
 * @example
 * apiVersion: v1
 * kind: Event
 * metadata: { name: started, namespace: shop }
 * involvedObject: { kind: Pod, name: shop, namespace: default } # another namespace
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export const event = typeRule<IEvent>('event', 'core/v1.Event', function* (value): Violations {
  yield* namespaceViolations(value);
  if (value.eventTime === undefined) return;
  const { reportingComponent = '' } = value;
  for (const name of ['action', 'reason', 'reportingComponent', 'reportingInstance'] as const) {
    if ((value[name] ?? '') === '') yield required(name, `Give the event ${name}: it has an eventTime.`);
  }
  if (reportingComponent !== '') yield* formViolations('reportingComponent', reportingComponent, 'qualified-name');
  for (const name of ['action', 'reason', 'reportingInstance', 'message'] as const) {
    const length = (value[name] ?? '').length;
    if (length <= MAX[name]) continue;
    yield {
      field: name,
      problem: `It has ${length} characters, and ${MAX[name]} are the most.`,
      remedy: 'Shorten it.',
    };
  }
});

/** Where the manifest says no namespace, it is not known which one it will be. An event of a cluster's object is in `default`. */
function* namespaceViolations({ metadata, involvedObject, eventTime }: Event): Generator<FieldViolation> {
  const namespace = metadata?.namespace ?? '';
  const involved = involvedObject?.namespace ?? '';
  if (namespace === '') return;
  const free = eventTime === undefined ? ['default'] : ['default', 'kube-system'];
  const isRight = involved === '' ? free.includes(namespace) : involved === namespace || eventTime !== undefined;
  if (isRight) return;
  const field = 'involvedObject.namespace';
  const problem = `The event is in ${quote(namespace)}, and its object in ${involved === '' ? 'none' : quote(involved)}.`;
  yield { field, problem, remedy: 'Give both one namespace.' };
}
