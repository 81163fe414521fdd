import { type Fields, fieldsOf, isFields } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';

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
  const likeness = likenesses();
  for (const formatLocation of [sameName, sameNamespace]) {
    const gone = new Set(pairs.values());
    const candidates = groupedBy(
      formatLocation,
      deleted.filter((object) => !gone.has(object)),
    );
    for (const object of created) {
      const free = candidates.get(formatLocation(object));
      if (pairs.has(object) || free === undefined || free.size > MOST) continue;
      const former = mostAlike(object, free, likeness);
      if (former === undefined) continue;
      pairs.set(object, former);
      free.delete(former);
    }
  }
  return pairs;
}

/** Equal for objects of one kind and name. */
function sameName({ type, name }: BuiltObject): string {
  return JSON.stringify([type, name]);
}

/** Equal for objects of one kind in one namespace. */
function sameNamespace({ type, namespace }: BuiltObject): string {
  return JSON.stringify([type, namespace]);
}

function groupedBy(
  formatLocation: (object: BuiltObject) => string,
  objects: readonly BuiltObject[],
): ReadonlyMap<string, Set<BuiltObject>> {
  const groups = new Map<string, Set<BuiltObject>>();
  for (const object of objects) {
    const group = groups.get(formatLocation(object)) ?? new Set();
    groups.set(formatLocation(object), group.add(object));
  }
  return groups;
}

type Likeness = (one: BuiltObject, other: BuiltObject) => number;

function mostAlike(
  object: BuiltObject,
  candidates: Iterable<BuiltObject>,
  likeness: Likeness,
): BuiltObject | undefined {
  let best: { readonly each: BuiltObject; readonly degree: number } | undefined;
  for (const each of candidates) {
    const degree = likeness(each, object);
    if (degree >= ALIKE && (best === undefined || degree > best.degree)) best = { each, degree };
  }
  return best?.each;
}

/** Tells the part of the values that both objects have, of all that either has: 0 to 1. */
function likenesses(): Likeness {
  const leavesIn = leafNumbers();
  const known = new Map<BuiltObject, ReadonlySet<number>>();
  const leavesOf = (object: BuiltObject) => {
    const leaves = known.get(object) ?? leavesIn(object);
    known.set(object, leaves);
    return leaves;
  };
  return (one, other) => {
    const [few, many] = [leavesOf(one), leavesOf(other)].sort((some, others) => some.size - others.size);
    if (few === undefined || many === undefined) return 0;
    // Half of all cannot be the same where one is less than half of the other.
    if (few.size < many.size * ALIKE) return 0;
    let common = 0;
    for (const leaf of few) if (many.has(leaf)) common += 1;
    const all = few.size + many.size - common;
    return all === 0 ? 1 : common / all;
  };
}

/**
 * Numbers the leaves of objects: equal for one value at one path. Paths as text would be as long as all keys above each
 * leaf together.
 */
function leafNumbers(): (object: BuiltObject) => ReadonlySet<number> {
  const below = new Map<number, Map<unknown, number>>();
  let count = 0;
  const numberOf = (parent: number, step: unknown): number => {
    const steps = below.get(parent) ?? new Map<unknown, number>();
    below.set(parent, steps);
    const known = steps.get(step);
    if (known !== undefined) return known;
    count += 1;
    steps.set(step, count);
    return count;
  };
  return ({ stored }) => {
    const leaves = new Set<number>();
    const walk = (value: unknown, place: number) => {
      if (Array.isArray(value)) for (const [index, each] of value.entries()) walk(each, numberOf(place, index));
      else if (isFields(value)) for (const [key, each] of Object.entries(value)) walk(each, numberOf(place, key));
      else leaves.add(numberOf(place, value));
    };
    walk(withoutIdentity(stored()), 0);
    return leaves;
  };
}

/** What says of which kind and of which name an object is says nothing about whether it was another one before. */
function withoutIdentity({ apiVersion, kind, metadata, ...rest }: Fields): Fields {
  const { name, namespace, ...others } = fieldsOf(metadata);
  return { ...rest, metadata: others };
}
