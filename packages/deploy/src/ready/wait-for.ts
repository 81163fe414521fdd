import type { ObjectToSend } from '@k8s-blocks/cluster';
import { fieldsOf, formatReference, quote, referenceOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/**
 * The annotation that says when an object is ready, where its status does not: `condition=Programmed`, `condition=Accepted=True`, or
 * `nothing`, for what is not waited for, such as a Job that takes hours.
 */
export const WAIT_FOR = 'k8s-blocks/wait-for';

/** What an object says that is waited for. */
export type WaitFor = 'nothing' | { readonly condition: string; readonly status: string };

/** `condition=<type>`, or `condition=<type>=<status>`, as `kubectl wait --for` takes it. */
const CONDITION = /^condition=([A-Za-z0-9./_-]+)(?:=(True|False|Unknown))?$/i;

const STATUSES = ['True', 'False', 'Unknown'];

/**
 * What an object says that is waited for; undefined if it says nothing of it.
 *
 * @throws Refusal if it says what is not understood.
 */
export function waitForOf(object: ObjectToSend): WaitFor | undefined {
  const word = fieldsOf(fieldsOf(object.metadata).annotations)[WAIT_FOR];
  if (word === undefined) return undefined;
  if (word === 'nothing') return word;
  const [, condition, status = 'True'] = (typeof word === 'string' ? CONDITION.exec(word) : null) ?? [];
  if (condition !== undefined) {
    return { condition, status: STATUSES.find((each) => each.toLowerCase() === status.toLowerCase()) ?? status };
  }
  const reference = referenceOf(object);
  throw new Refusal({
    object: reference === undefined ? object.kind : formatReference(reference, { withNamespace: true }),
    field: `metadata.annotations["${WAIT_FOR}"]`,
    problem: `${quote(word)} does not say what is waited for.`,
    remedy: 'Say "condition=<type>", as "condition=Programmed", or "nothing".',
  });
}
