import { isEqual } from '../equality.ts';
import { CelError } from '../errors.ts';
import { checkComparisons, checkLength } from '../evaluation.ts';
import { order } from '../macros.ts';
import { calculate } from '../operators.ts';
import { CelList, type CelValue, Optional } from '../values.ts';
import { fn, member, type Overload } from './signature.ts';

/**
 * Functions of lists and sets.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-list-library
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#Lists
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#Sets
 */
export const LISTS: readonly Overload[] = [
  fn('size', ['list'], ({ items }) => BigInt(items.length)),
  member('size', ['list'], ({ items }) => BigInt(items.length)),
  fn('size', ['map'], ({ size }) => BigInt(size)),
  member('size', ['map'], ({ size }) => BigInt(size)),
  member('isSorted', ['list'], ({ items }) =>
    items.every((item, at) => at === 0 || order(items[at - 1] ?? null, item) <= 0),
  ),
  member('sum', ['list'], ({ items: [first = 0n, ...others] }) =>
    others.reduce((sum, item) => calculate('+', sum, item), first),
  ),
  member('max', ['list'], ({ items }) => extreme(items, 'max', (difference) => difference > 0)),
  member('min', ['list'], ({ items }) => extreme(items, 'min', (difference) => difference < 0)),
  member('indexOf', ['list', 'dyn'], ({ items }, item) => BigInt(items.findIndex((each) => isEqual(each, item)))),
  member('lastIndexOf', ['list', 'dyn'], ({ items }, item) =>
    BigInt(items.findLastIndex((each) => isEqual(each, item))),
  ),
  member('first', ['list'], ({ items }) => new Optional(items[0])),
  member('last', ['list'], ({ items }) => new Optional(items.at(-1))),
  member('slice', ['list', 'int', 'int'], ({ items }, start, end) => slice(items, Number(start), Number(end))),
  member('flatten', ['list'], ({ items }) => new CelList(flat(items, 1))),
  member('flatten', ['list', 'int'], ({ items }, depth) => {
    if (depth < 0n) throw new CelError('level must be non-negative');
    return new CelList(flat(items, Number(depth)));
  }),
  member('sort', ['list'], ({ items }) => new CelList([...items].sort(order))),
  member('distinct', ['list'], ({ items }) => new CelList(distinct(items))),
  member('reverse', ['list'], ({ items }) => new CelList([...items].reverse())),
  fn('lists.range', ['int'], (end) => range(Number(end))),
  fn('sets.contains', ['list', 'list'], contains),
  fn('sets.equivalent', ['list', 'list'], (one, other) => contains(one, other) && contains(other, one)),
  fn('sets.intersects', ['list', 'list'], intersects),
];

function extreme(items: readonly CelValue[], name: string, isBetter: (difference: number) => boolean): CelValue {
  const [first, ...others] = items;
  if (first === undefined) throw new CelError(`${name} called on empty list`);
  return others.reduce((best, item) => (isBetter(order(item, best)) ? item : best), first);
}

function slice(items: readonly CelValue[], start: number, end: number): CelList {
  if (start < 0 || end < 0) throw new CelError(`cannot slice(${start}, ${end}), negative indexes not supported`);
  if (start > end)
    throw new CelError(`cannot slice(${start}, ${end}), start index must be less than or equal to end index`);
  if (end > items.length) throw new CelError(`cannot slice(${start}, ${end}), list is length ${items.length}`);
  return new CelList(items.slice(start, end));
}

function flat(items: readonly CelValue[], depth: number): readonly CelValue[] {
  return items.flatMap((item) => (item instanceof CelList && depth > 0 ? flat(item.items, depth - 1) : [item]));
}

function range(length: number): CelList {
  checkLength(length);
  return new CelList(Array.from({ length }, (_, index) => BigInt(index)));
}

function distinct(items: readonly CelValue[]): readonly CelValue[] {
  checkComparisons(items, items);
  return items.filter((item, index) => items.findIndex((each) => isEqual(each, item)) === index);
}

function contains(list: CelList, sublist: CelList): boolean {
  checkComparisons(list.items, sublist.items);
  return sublist.items.every((item) => has(list, item));
}

function intersects(one: CelList, other: CelList): boolean {
  checkComparisons(one.items, other.items);
  return one.items.some((item) => has(other, item));
}

function has({ items }: CelList, item: CelValue): boolean {
  return items.some((each) => isEqual(each, item));
}
