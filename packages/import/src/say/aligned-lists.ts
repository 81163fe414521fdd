import { isMap, type Varying } from '../manifests/varying.ts';

/** An entry of lists that vary. */
export interface AlignedItem {
  readonly name: string;
  readonly values: Varying;
}

/** Fields by which the entries of lists are told apart. */
const NAME_FIELDS = ['name', 'key', 'mountPath', 'containerPort', 'port', 'host', 'path'];

/** The entries of lists with those of the same name beside one another; undefined where names or their order do not allow it. */
export function alignedByName(lists: ReadonlyMap<string, readonly unknown[]>): AlignedItem[] | undefined {
  const all = [...lists.values()];
  const nameOf = (item: unknown, field: string) =>
    isMap(item) && Object.hasOwn(item, field) ? item[field] : undefined;
  const field = NAME_FIELDS.find((each) =>
    all.every((list) => {
      const names = list.map((item) => nameOf(item, each));
      return !names.includes(undefined) && new Set(names).size === names.length;
    }),
  );
  if (field === undefined) return undefined;
  const names = all.map((list) => list.map((item) => String(nameOf(item, field))));
  const order = mergedOrder(names);
  if (names.some((own) => !isInOrder(own, order))) return undefined;
  return order.map((name) => ({
    name,
    values: new Map(
      [...lists].map(([environment, list]) => [environment, list.find((item) => String(nameOf(item, field)) === name)]),
    ),
  }));
}

/** The entries of lists with those of the same position beside one another. */
export function alignedByIndex(lists: ReadonlyMap<string, readonly unknown[]>): AlignedItem[] {
  const length = Math.max(...[...lists.values()].map((list) => list.length));
  return Array.from({ length }, (_, index) => ({
    name: String(index),
    values: new Map([...lists].map(([environment, list]) => [environment, list[index]])),
  }));
}

/** The names of all lists, in an order that keeps that of the first ones: a name stands after the one before it. */
export function mergedOrder(lists: readonly (readonly string[])[]): string[] {
  const order: string[] = [];
  for (const list of lists) {
    for (const [index, name] of list.entries()) {
      if (order.includes(name)) continue;
      const before = list[index - 1];
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name);
    }
  }
  return order;
}

function isInOrder(list: readonly string[], order: readonly string[]): boolean {
  const positions = list.map((name) => order.indexOf(name));
  return positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? -1));
}
