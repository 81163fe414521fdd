import { type Fields, isFields } from '@k8s-blocks/manifest';
import { type BuiltObject, builtObject } from './built-object.ts';
import { type Extent, extentOf } from './extent.ts';

/**
 * The most characters of an object that is compared. An API server takes 3 MiB in one request, and etcd stores half of
 * that, so that nothing larger is ever applied.
 *
 * @see https://etcd.io/docs/v3.5/dev-guide/limit/
 */
const LARGEST_OBJECT = 3 * 1024 * 1024;

/** The most characters of a build. */
const LARGEST_BUILD = 128 * 1024 * 1024;

/** The most maps and lists of a build that stand in more than one place, as aliases of YAML do. */
const MOST_REPEATED = 1_000_000;

/** What was read of a build. */
export interface Build {
  readonly objects: readonly BuiltObject[];
  /** The objects that are too large to be compared, by their keys. */
  readonly tooLarge: ReadonlyMap<string, BuiltObject>;
  /** What cannot be told apart from other values: it has no kind or no name. */
  readonly nameless: readonly unknown[];
  /** How many values are too large, and have no kind or no name either. */
  readonly unreadable: number;
}

/** Reads the objects of what was built, those in Lists too. */
export function readBuild(values: readonly unknown[]): Build {
  const admits = admission();
  const objects: BuiltObject[] = [];
  const tooLarge = new Map<string, BuiltObject>();
  const nameless: unknown[] = [];
  let unreadable = 0;
  for (const value of withoutLists(values)) {
    const object = isFields(value) ? builtObject(value) : undefined;
    const isAdmitted = admits(value);
    if (object !== undefined && isAdmitted) objects.push(object);
    else if (object !== undefined) tooLarge.set(object.key, object);
    else if (isAdmitted) nameless.push(value);
    else unreadable += 1;
  }
  return { objects, tooLarge, nameless, unreadable };
}

/** Whether a value, after those that were asked about before, is small enough to be compared. */
function admission(): (value: unknown) => boolean {
  const known = new Map<object, Extent>();
  let [size, repeated] = [0, 0];
  return (value) => {
    const before = known.size;
    const extent = extentOf(value, known);
    const added = extent.collections - (known.size - before);
    if (extent.size > LARGEST_OBJECT || size + extent.size > LARGEST_BUILD) return false;
    if (repeated + added > MOST_REPEATED) return false;
    size += extent.size;
    repeated += added;
    return true;
  };
}

/** The values, and in place of Lists what they hold. A List that is met twice, as an alias of YAML is, is read once. */
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
 * The items of a List; nothing if it is not one. In a list of one kind, such as a SecretList, the items need not say their
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
