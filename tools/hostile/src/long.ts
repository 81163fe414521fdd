import { isLong } from '@k8s-blocks/test-runs';

/**
 * A part of a list: entries that are evenly apart, and the same at every run. All of them in the long form.
 *
 * @param first with which of the entries it begins, so that several parts of one list differ.
 */
export function someOf<T>(list: readonly T[], most: number, first = 0): readonly T[] {
  if (isLong || list.length <= most) return list;
  const step = Math.ceil(list.length / most);
  return list.filter((_, index) => index % step === first % step);
}
