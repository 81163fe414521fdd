import { isFields } from '@k8s-blocks/manifest';

/**
 * How large a value is with all YAML aliases expanded. An alias is a reference to the same map or list: ten lines of YAML
 * can expand to more than fits in memory, and comparing or copying the value would expand it.
 */
export interface ExpandedSize {
  /** The number of characters of all keys and strings, and one more for each value. */
  readonly size: number;
  /** The number of maps and lists, each counted as often as it is referred to. */
  readonly collections: number;
}

/** The size of a value that contains itself, or is deeper than {@link MAX_DEPTH}. */
const INFINITE: ExpandedSize = { size: Number.POSITIVE_INFINITY, collections: Number.POSITIVE_INFINITY };

/** More levels than any API has (a CustomResourceDefinition of pods has about 40), and fewer than a call stack holds. */
export const MAX_DEPTH = 200;

/**
 * Computes the expanded size of a value without expanding it: each map or list is entered once.
 *
 * @param memo the sizes of maps and lists that were entered before; new ones are added.
 */
export function expandedSizeOf(value: unknown, memo: Map<object, ExpandedSize>, depth = 0): ExpandedSize {
  if (typeof value === 'string') return { size: value.length + 1, collections: 0 };
  if (!Array.isArray(value) && !isFields(value)) return { size: 1, collections: 0 };
  const measured = memo.get(value);
  if (measured !== undefined) return measured;
  // Until it is measured: the size of a value that is met again inside itself.
  memo.set(value, INFINITE);
  if (depth > MAX_DEPTH) return INFINITE;
  let [size, collections] = [1, 1];
  for (const [key, each] of Object.entries(value)) {
    const inner = expandedSizeOf(each, memo, depth + 1);
    size += inner.size + (Array.isArray(value) ? 0 : key.length);
    collections += inner.collections;
  }
  const expanded = { size, collections };
  memo.set(value, expanded);
  return expanded;
}
