import { isDeepStrictEqual } from 'node:util';
import {
  compareQuantities,
  type Fields,
  fieldsOf,
  formatPath,
  ownField,
  parseQuantity,
  valueAt,
} from '@k8s-blocks/manifest';

const SIZE = ['resources', 'requests', 'storage'];

/**
 * Of a claim only the size may be changed, and only to more ("spec is immutable after creation except resources.requests
 * and volumeAttributesClassName for bound claims"). What the manifest leaves out, the server keeps.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
 */
export function refusedOfClaim(before: Fields, after: Fields): readonly string[] {
  const [old, wanted] = [fieldsOf(before.spec), fieldsOf(after.spec)];
  const others = Object.keys(wanted).filter(
    (key) =>
      !['resources', 'volumeAttributesClassName'].includes(key) && !isDeepStrictEqual(ownField(old, key), wanted[key]),
  );
  return [
    ...others.map((key) => formatPath(['spec', key])),
    ...(isSmaller(old, wanted) ? [`spec.${SIZE.join('.')}`] : []),
  ];
}

function isSmaller(before: Fields, after: Fields): boolean {
  const [old, wanted] = [parseQuantity(valueAt(before, SIZE)), parseQuantity(valueAt(after, SIZE))];
  return old !== undefined && wanted !== undefined && compareQuantities(wanted, old) < 0;
}
