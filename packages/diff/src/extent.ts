import { isFields } from '@k8s-blocks/manifest';

/**
 * How large a value is when it is written out. Aliases of YAML make one value stand in many places: ten lines of them can
 * stand for more than any memory holds, and whatever compares or copies the value would write it out.
 */
export interface Extent {
  /** Characters of keys and strings, and one for each value. */
  readonly size: number;
  /** Maps and lists, each as often as it stands there. */
  readonly collections: number;
}

/** What cannot be written out: it is in itself, or deeper than {@link DEEPEST}. */
const ENDLESS: Extent = { size: Number.POSITIVE_INFINITY, collections: Number.POSITIVE_INFINITY };

/** More levels than any API has (a CustomResourceDefinition of pods has about 40), and fewer than a call stack holds. */
export const DEEPEST = 200;

/**
 * Measures a value without writing it out: each map or list is entered once.
 *
 * @param known what was measured before; what is measured now is added to it.
 */
export function extentOf(value: unknown, known: Map<object, Extent>, depth = 0): Extent {
  if (typeof value === 'string') return { size: value.length + 1, collections: 0 };
  if (!Array.isArray(value) && !isFields(value)) return { size: 1, collections: 0 };
  const before = known.get(value);
  if (before !== undefined) return before;
  // What meets itself on the way down is endless.
  known.set(value, ENDLESS);
  if (depth > DEEPEST) return ENDLESS;
  let [size, collections] = [1, 1];
  for (const [key, each] of Object.entries(value)) {
    const inner = extentOf(each, known, depth + 1);
    size += inner.size + (Array.isArray(value) ? 0 : key.length);
    collections += inner.collections;
  }
  const extent = { size, collections };
  known.set(value, extent);
  return extent;
}
