import { fieldsOf } from '@k8s-blocks/manifest';
import type { Consequence } from '../consequence.ts';
import { ofChanged, type Rule } from './comparison.ts';

/** The types of Services that are reachable from outside of the cluster. */
const EXPOSED_TYPES: ReadonlySet<unknown> = new Set(['NodePort', 'LoadBalancer']);

/**
 * Services that become reachable from outside of the cluster, or cease to be.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 */
export const exposure: Rule = ofChanged(function* ({ before, after }): Iterable<Consequence> {
  if (after.type !== 'Service') return;
  const [old, wanted] = [fieldsOf(before.stored().spec).type, fieldsOf(after.stored().spec).type];
  if (EXPOSED_TYPES.has(old) === EXPOSED_TYPES.has(wanted)) return;
  const subject = { object: after.title, field: 'spec.type' };
  if (EXPOSED_TYPES.has(wanted)) {
    yield {
      ...subject,
      effect: 'opens',
      text: `It is a ${String(wanted)}: from now on it has an address outside of the cluster.`,
    };
  } else
    yield {
      ...subject,
      effect: 'closes',
      text: `It was a ${String(old)}: it loses its address outside of the cluster.`,
    };
});
