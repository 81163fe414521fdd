import { isDeepStrictEqual } from 'node:util';
import { type Fields, fieldsOf, formatPath, ownField, valueAt } from '@k8s-blocks/manifest';

const SIZE = ['resources', 'requests', 'storage'];

/**
 * The fields of a PersistentVolumeClaim that an API server refuses to change: all but the size, which may only grow ("spec
 * is immutable after creation except resources.requests and volumeAttributesClassName for bound claims"). It keeps what the
 * manifest leaves out.
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
  // `stored` objects have quantities as integers of billionths.
  const [old, wanted] = [valueAt(before, SIZE), valueAt(after, SIZE)];
  return typeof old === 'bigint' && typeof wanted === 'bigint' && wanted < old;
}
