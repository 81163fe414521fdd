import { type Fields, isFields } from '@k8s-blocks/manifest';
import { withoutAbsentFields } from './absent-fields.ts';
import { KINDS } from './kinds.ts';

/**
 * An object as an API server would store it: with defaults filled in, quantities in one form, and without fields that the
 * API reads as absent. Two objects for which it is equal are the same to a cluster, however they are written: an explicit
 * `protocol: TCP`, for example, changes nothing.
 *
 * Defaults are known of the kinds in `kinds.ts`; of others only null and empty lists are left out. What admission plugins
 * and controllers add is not known.
 *
 * @param type group and kind: `apps Deployment`, or `Service`.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/
 */
export function asStored(type: string, object: Fields): Fields {
  const present = withoutAbsentFields(object);
  if (!isFields(present)) return {};
  const fill = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const stored = withoutAbsentFields(fill === undefined ? present : fill(present));
  return isFields(stored) ? stored : {};
}
