import type { BuiltObject } from './built-object.ts';
import { isFields } from './fields.ts';

/** At least so much of two objects is the same if the one is the other under a new name. */
const ALIKE = 0.5;

/** More of one kind than this are not compared with each other: that takes time, and such a rename is no mystery. */
const MOST = 50;

/**
 * Which of the created objects was which of the deleted ones: of the same kind, in another namespace or under another
 * name, and at least half the same. An API server knows no rename: it deletes and creates.
 *
 * @returns the created object to the deleted one.
 */
export function pairRenamed(
  deleted: readonly BuiltObject[],
  created: readonly BuiltObject[],
): ReadonlyMap<BuiltObject, BuiltObject> {
  const pairs = new Map<BuiltObject, BuiltObject>();
  const free = new Set(deleted);
  for (const samePlace of [sameName, sameNamespace]) {
    for (const object of created) {
      if (pairs.has(object)) continue;
      const candidates = [...free].filter((each) => each.type === object.type && samePlace(each, object));
      if (candidates.length > MOST) continue;
      const [best] = candidates
        .map((each) => ({ each, likeness: likenessOf(each, object) }))
        .filter(({ likeness }) => likeness >= ALIKE)
        .sort((one, other) => other.likeness - one.likeness);
      if (best === undefined) continue;
      pairs.set(object, best.each);
      free.delete(best.each);
    }
  }
  return pairs;
}

function sameName(one: BuiltObject, other: BuiltObject): boolean {
  return one.name === other.name;
}

function sameNamespace(one: BuiltObject, other: BuiltObject): boolean {
  return one.namespace === other.namespace;
}

/** The part of the values that both have, of all that either has: 0 to 1. The name and namespace do not count. */
function likenessOf(one: BuiltObject, other: BuiltObject): number {
  const [some, others] = [leavesOf(one), leavesOf(other)];
  const common = [...some].filter((leaf) => others.has(leaf)).length;
  const all = some.size + others.size - common;
  return all === 0 ? 1 : common / all;
}

function leavesOf({ stored }: BuiltObject): ReadonlySet<string> {
  const leaves = new Set<string>();
  const walk = (value: unknown, path: string) => {
    if (Array.isArray(value)) for (const [index, each] of value.entries()) walk(each, `${path}[${index}]`);
    else if (isFields(value)) for (const [key, each] of Object.entries(value)) walk(each, `${path}.${key}`);
    else leaves.add(`${path}=${String(value)}`);
  };
  walk(stored(), '');
  for (const leaf of leaves) if (/^\.(?:apiVersion|kind|metadata\.(?:name|namespace))=/.test(leaf)) leaves.delete(leaf);
  return leaves;
}
