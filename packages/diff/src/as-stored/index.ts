import { type Fields, isFields } from '@k8s-blocks/manifest';
import { KINDS } from './kinds.ts';
import { withoutNothing } from './nothing.ts';

/**
 * An object as an API server stores it, so far as that is known: with the defaults filled in, quantities in one form, and
 * without what says nothing. Two objects for which it is equal are the same to a cluster, however they are written: a
 * `protocol: TCP` that was implied before changes nothing.
 *
 * Of kinds that are not known here only null and empty lists are left out. What admission plugins and controllers add is
 * not known.
 *
 * @param type group and kind: `apps Deployment`, or `Service`.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export function asStored(type: string, object: Fields): Fields {
  const present = withoutNothing(object);
  if (!isFields(present)) return {};
  const fill = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const stored = withoutNothing(fill === undefined ? present : fill(present));
  return isFields(stored) ? stored : {};
}
