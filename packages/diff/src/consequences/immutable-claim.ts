import { isDeepStrictEqual } from 'node:util';
import { type Fields, fieldsOf, formatPath, ownField, valueAt } from '@k8s-blocks/manifest';

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
    ...(isSmaller(old, wanted) ? [formatPath(['spec', ...SIZE])] : []),
  ];
}

function isSmaller(before: Fields, after: Fields): boolean {
  // As it is stored, a quantity is a number of billionths.
  const [old, wanted] = [valueAt(before, SIZE), valueAt(after, SIZE)];
  return typeof old === 'bigint' && typeof wanted === 'bigint' && wanted < old;
}
