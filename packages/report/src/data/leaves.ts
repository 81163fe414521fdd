import { isFields, textOf } from '@k8s-blocks/manifest';

/** A value that is no list and no map. */
export interface Leaf {
  /** Its path; an entry of a list that has a name stands by it: `spec.containers.main.image`. */
  readonly path: string;
  readonly value: string;
}

/** All values of an object that are neither lists nor maps, in their order. A list of such values is one of them. */
export function leavesOf(object: unknown): Leaf[] {
  const leaves: Leaf[] = [];
  collect(object, '', leaves);
  return leaves;
}

function collect(value: unknown, path: string, leaves: Leaf[]): void {
  if (Array.isArray(value)) {
    collectList(value, path, leaves);
    return;
  }
  if (!isFields(value)) {
    if (value !== undefined) leaves.push({ path, value: String(value) });
    return;
  }
  for (const [key, each] of Object.entries(value)) collect(each, path === '' ? key : `${path}.${key}`, leaves);
}

function collectList(list: readonly unknown[], path: string, leaves: Leaf[]): void {
  const isPlain = list.every((each) => !isFields(each) && !Array.isArray(each));
  if (isPlain) {
    if (list.length > 0) leaves.push({ path, value: list.map(String).join(' ') });
    return;
  }
  for (const [index, each] of list.entries()) {
    const name = isFields(each) ? textOf(each.name) : undefined;
    collect(withoutName(each, name), `${path}.${name ?? index}`, leaves);
  }
}

/** The name of an entry is in its path already. */
function withoutName(entry: unknown, name: string | undefined): unknown {
  if (name === undefined || !isFields(entry)) return entry;
  const { name: _, ...rest } = entry;
  return rest;
}
