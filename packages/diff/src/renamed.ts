import { type Fields, fieldsOf, groupBy, isFields } from '@k8s-blocks/manifest';
import type { ComparedObject } from './compared-object.ts';

/** A created object counts as renamed if at least this part of its values, and of those of the deleted one, is common. */
const MIN_SIMILARITY = 0.5;

/** If there are more deleted objects to choose from than this, none is chosen: comparing all of them takes too long. */
const MAX_CANDIDATES = 50;

/**
 * Pairs created objects with the deleted ones that they were before: of the same kind, in another namespace or under
 * another name, and with at least half of their values in common. An API server cannot rename: it deletes and creates.
 *
 * @returns created object to deleted object.
 */
export function pairRenamed(
  deleted: readonly ComparedObject[],
  created: readonly ComparedObject[],
): ReadonlyMap<ComparedObject, ComparedObject> {
  const pairs = new Map<ComparedObject, ComparedObject>();
  const similarityOf = similarity();
  for (const keyOf of [kindAndName, kindAndNamespace]) {
    const paired = new Set(pairs.values());
    const groups = groupBy(
      deleted.filter((object) => !paired.has(object)),
      (object) => [keyOf(object)],
    );
    const candidates = new Map([...groups].map(([key, objects]) => [key, new Set(objects)]));
    for (const object of created) {
      const free = candidates.get(keyOf(object));
      if (pairs.has(object) || free === undefined || free.size > MAX_CANDIDATES) continue;
      const former = mostSimilar(object, free, similarityOf);
      if (former === undefined) continue;
      pairs.set(object, former);
      free.delete(former);
    }
  }
  return pairs;
}

function kindAndName({ type, name }: ComparedObject): string {
  return JSON.stringify([type, name]);
}

function kindAndNamespace({ type, namespace }: ComparedObject): string {
  return JSON.stringify([type, namespace]);
}

type Similarity = (one: ComparedObject, other: ComparedObject) => number;

function mostSimilar(
  object: ComparedObject,
  candidates: Iterable<ComparedObject>,
  similarityOf: Similarity,
): ComparedObject | undefined {
  let best: { readonly each: ComparedObject; readonly degree: number } | undefined;
  for (const each of candidates) {
    const degree = similarityOf(each, object);
    if (degree >= MIN_SIMILARITY && (best === undefined || degree > best.degree)) best = { each, degree };
  }
  return best?.each;
}

/** Computes the part of two objects' values that both have, of all that either has: 0 to 1 (the Jaccard index). */
function similarity(): Similarity {
  const leavesIn = leafNumbers();
  const memo = new Map<ComparedObject, ReadonlySet<number>>();
  const leavesOf = (object: ComparedObject) => {
    const leaves = memo.get(object) ?? leavesIn(object);
    memo.set(object, leaves);
    return leaves;
  };
  return (one, other) => {
    const [few, many] = [leavesOf(one), leavesOf(other)].sort((some, others) => some.size - others.size);
    if (few === undefined || many === undefined) return 0;
    // Too different in size to reach the minimum: spares counting what is common.
    if (few.size < many.size * MIN_SIMILARITY) return 0;
    let common = 0;
    for (const leaf of few) if (many.has(leaf)) common += 1;
    const all = few.size + many.size - common;
    return all === 0 ? 1 : common / all;
  };
}

/**
 * Numbers the scalar values of objects, so that equal values at equal paths have the same number. Paths as texts would
 * take as much memory as all keys above every value together.
 */
function leafNumbers(): (object: ComparedObject) => ReadonlySet<number> {
  const below = new Map<number, Map<unknown, number>>();
  let count = 0;
  const numberOf = (parent: number, step: unknown): number => {
    const steps = below.get(parent) ?? new Map<unknown, number>();
    below.set(parent, steps);
    const existing = steps.get(step);
    if (existing !== undefined) return existing;
    count += 1;
    steps.set(step, count);
    return count;
  };
  return ({ stored }) => {
    const leaves = new Set<number>();
    const walk = (value: unknown, path: number) => {
      if (Array.isArray(value)) for (const [index, each] of value.entries()) walk(each, numberOf(path, index));
      else if (isFields(value)) for (const [key, each] of Object.entries(value)) walk(each, numberOf(path, key));
      else leaves.add(numberOf(path, value));
    };
    walk(withoutIdentity(stored()), 0);
    return leaves;
  };
}

/** Kind, name and namespace say nothing about whether an object was another one before. */
function withoutIdentity({ apiVersion, kind, metadata, ...rest }: Fields): Fields {
  const { name, namespace, ...others } = fieldsOf(metadata);
  return { ...rest, metadata: others };
}
