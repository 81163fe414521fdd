import { type Fields, isFields } from '@k8s-blocks/manifest';
import { type ComparedObject, comparedObject } from './compared-object.ts';
import { type ExpandedSize, expandedSizeOf } from './expanded-size.ts';

/**
 * How many characters an object may have to be compared. An API server takes 3 MiB in one request, and etcd stores half
 * of that, so that nothing larger can be applied.
 *
 * @see https://etcd.io/docs/v3.5/dev-guide/limit/
 */
const MAX_OBJECT_SIZE = 3 * 1024 * 1024;

/** How many characters all compared objects of a build may have. */
const MAX_BUILD_SIZE = 128 * 1024 * 1024;

/** How often maps and lists of a build may be repeated by YAML aliases. */
const MAX_REPEATED = 1_000_000;

/** The objects of a build, and what of it cannot be compared. */
export interface Build {
  readonly objects: readonly ComparedObject[];
  /** The objects that are too large to be compared, by their keys. */
  readonly tooLarge: ReadonlyMap<string, ComparedObject>;
  /** Values that cannot be matched with others, since they have no kind or no name. */
  readonly nameless: readonly unknown[];
  /** How many values are too large, and also have no kind or no name. */
  readonly unreadable: number;
}

/** Reads the objects of a build, also those in Lists. */
export function readBuild(values: readonly unknown[]): Build {
  const isSmallEnough = sizeCheck();
  const objects: ComparedObject[] = [];
  const tooLarge = new Map<string, ComparedObject>();
  const nameless: unknown[] = [];
  let unreadable = 0;
  for (const value of withoutLists(values)) {
    const object = isFields(value) ? comparedObject(value) : undefined;
    const isComparable = isSmallEnough(value);
    if (object !== undefined && isComparable) objects.push(object);
    else if (object !== undefined) tooLarge.set(object.key, object);
    else if (isComparable) nameless.push(value);
    else unreadable += 1;
  }
  return { objects, tooLarge, nameless, unreadable };
}

/** Checks one value after the other: whether it is small enough, also together with those before it. */
function sizeCheck(): (value: unknown) => boolean {
  const memo = new Map<object, ExpandedSize>();
  let [size, repeated] = [0, 0];
  return (value) => {
    const before = memo.size;
    const expanded = expandedSizeOf(value, memo);
    const added = expanded.collections - (memo.size - before);
    if (expanded.size > MAX_OBJECT_SIZE || size + expanded.size > MAX_BUILD_SIZE) return false;
    if (repeated + added > MAX_REPEATED) return false;
    size += expanded.size;
    repeated += added;
    return true;
  };
}

/** The values, with Lists replaced by their items. A List that is repeated by a YAML alias is read once. */
function withoutLists(values: readonly unknown[]): readonly unknown[] {
  const found: unknown[] = [];
  const lists = new Set<Fields>();
  const waiting = values.toReversed();
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (value === null || value === undefined) continue;
    const items = isFields(value) ? itemsOf(value) : undefined;
    if (!isFields(value) || items === undefined) found.push(value);
    else if (!lists.has(value)) {
      lists.add(value);
      for (const item of items.toReversed()) waiting.push(item);
    }
  }
  return found;
}

/**
 * The items of a List; undefined if it is not one. In a list of one kind, such as a SecretList, items may leave out their
 * kind: "API server doesn't set each item's APIVersion and Kind".
 *
 * @see https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1/unstructured#pkg-variables
 */
function itemsOf({ apiVersion, kind, items }: Fields): readonly unknown[] | undefined {
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return undefined;
  const implied = kind.slice(0, -'List'.length);
  if (implied === '' || implied.endsWith('List')) return items;
  return items.map((item: unknown) =>
    isFields(item) && item.kind === undefined ? { apiVersion, ...item, kind: implied } : item,
  );
}
