import { isLong } from '@k8s-blocks/test-runs';

/**
 * A sample of a list: evenly spaced entries, the same at every run. In the long form, all entries.
 *
 * @param max how many entries.
 * @param first the position of the first one, so that several samples of one list can differ.
 */
export function someOf<T>(list: readonly T[], max: number, first = 0): readonly T[] {
  if (isLong || list.length <= max) return list;
  const step = Math.ceil(list.length / max);
  return list.filter((_, index) => index % step === first % step);
}
