import type { Fields } from '@k8s-blocks/manifest';
import { fieldsOf, groupBy, type ObjectReference, referenceOf, textOf } from '@k8s-blocks/manifest';

/** How an environment makes its names of those in base. */
export interface EnvironmentNaming {
  readonly prefix: string;
  readonly suffix: string;
  /** Namespaces of base, each with its name here. */
  readonly namespaces: ReadonlyMap<string, string>;
}

/** Objects with their identity. */
export interface IdentifiedObject {
  readonly object: Fields;
  readonly reference: ObjectReference;
}

/** Kinds whose names Kustomize gives neither prefix nor suffix. */
const UNAFFIXED = new Set(['Namespace', 'CustomResourceDefinition', 'APIService']);

/** The objects that have a name, with their identity. */
export function identified(objects: readonly Fields[]): IdentifiedObject[] {
  return objects.flatMap((object) => {
    const reference = referenceOf(object);
    return reference === undefined ? [] : [{ object, reference }];
  });
}

/** Whether Kustomize gives the names of a kind prefix and suffix. */
export function isAffixed({ kind }: Pick<ObjectReference, 'kind'>): boolean {
  return !UNAFFIXED.has(kind);
}

/**
 * How the names of an environment are made of those of base: the prefix and suffix that all its names have, and by which the
 * most of its objects are objects of base; and the namespaces that hold the same objects there.
 */
export function namingOf(base: readonly IdentifiedObject[], here: readonly IdentifiedObject[]): EnvironmentNaming {
  const { prefix, suffix } = affixesOf(base, here);
  return { prefix, suffix, namespaces: namespacesOf(base, here, { prefix, suffix }) };
}

interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
}

const NONE: Affixes = { prefix: '', suffix: '' };

function affixesOf(base: readonly IdentifiedObject[], here: readonly IdentifiedObject[]): Affixes {
  const renamed = here.filter(({ reference }) => isAffixed(reference));
  const names = namesByKind(base);
  const found = renamed.flatMap(({ reference }) => affixesAround(reference.name, names.get(kindOf(reference)) ?? []));
  const candidates = [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
  let [best, most] = [NONE, countMatched(renamed, names, NONE)];
  for (const candidate of candidates) {
    const isOnAll = renamed.every(({ reference }) => withoutAffixes(reference.name, candidate) !== undefined);
    const count = isOnAll ? countMatched(renamed, names, candidate) : 0;
    if (count > most) [best, most] = [candidate, count];
  }
  return best;
}

function namesByKind(objects: readonly IdentifiedObject[]): ReadonlyMap<string, readonly string[]> {
  const byKind = groupBy(objects, ({ reference }) => [kindOf(reference)]);
  return new Map([...byKind].map(([kind, each]) => [kind, each.map(({ reference }) => reference.name)]));
}

function kindOf({ group, kind }: ObjectReference): string {
  return `${group} ${kind}`;
}

/** What stands around names of base in a name. */
function affixesAround(name: string, names: readonly string[]): Affixes[] {
  return names.flatMap((bare) => {
    const start = name.indexOf(bare);
    if (start < 0 || name === bare) return [];
    return [{ prefix: name.slice(0, start), suffix: name.slice(start + bare.length) }];
  });
}

function countMatched(
  here: readonly IdentifiedObject[],
  names: ReadonlyMap<string, readonly string[]>,
  affixes: Affixes,
): number {
  return here.filter(({ reference }) => {
    const bare = withoutAffixes(reference.name, affixes);
    return bare !== undefined && names.get(kindOf(reference))?.includes(bare);
  }).length;
}

/** A name without prefix and suffix; undefined if it has not both. */
export function withoutAffixes(name: string, { prefix, suffix }: Affixes): string | undefined {
  if (name.length <= prefix.length + suffix.length || !name.startsWith(prefix) || !name.endsWith(suffix)) return;
  return name.slice(prefix.length, name.length - suffix.length);
}

/** The namespaces that hold the same objects: those with the most in common first, each once. */
function namespacesOf(
  base: readonly IdentifiedObject[],
  here: readonly IdentifiedObject[],
  affixes: Affixes,
): ReadonlyMap<string, string> {
  const inBase = groupBy(base, ({ reference }) => [keyInNamespace(reference, reference.name)]);
  const votes = new Map<string, { from: string; to: string; count: number }>();
  for (const { reference } of here) {
    const bare = isAffixed(reference) ? withoutAffixes(reference.name, affixes) : reference.name;
    const to = reference.namespace;
    if (bare === undefined || to === undefined) continue;
    for (const other of inBase.get(keyInNamespace(reference, bare)) ?? []) {
      const from = other.reference.namespace;
      if (from === undefined) continue;
      const key = JSON.stringify([from, to]);
      const vote = votes.get(key) ?? { from, to, count: 0 };
      votes.set(key, { ...vote, count: vote.count + 1 });
    }
  }
  const namespaces = new Map<string, string>();
  const taken = new Set<string>();
  const isSame = ({ from, to }: { from: string; to: string }) => Number(from === to);
  for (const vote of [...votes.values()].sort((a, b) => b.count - a.count || isSame(b) - isSame(a))) {
    if (namespaces.has(vote.from) || taken.has(vote.to)) continue;
    namespaces.set(vote.from, vote.to);
    taken.add(vote.to);
  }
  // Those that base has not are named like the others, or as objects are.
  const like = commonAffixes([...namespaces]) ?? affixes;
  for (const namespace of namespacesIn(here)) {
    if (taken.has(namespace)) continue;
    const bare = withoutAffixes(namespace, like) ?? namespace;
    namespaces.set(namespaces.has(bare) ? namespace : bare, namespace);
    taken.add(namespace);
  }
  return namespaces;
}

/** What all of some names have around those of base; undefined if they have not the same, or there are none. */
function commonAffixes(names: readonly (readonly [bare: string, name: string])[]): Affixes | undefined {
  const [bare = '', name = ''] = names[0] ?? [];
  const [found] = affixesAround(name, [bare]);
  if (found === undefined) return undefined;
  return names.every(([from, to]) => withoutAffixes(to, found) === from) ? found : undefined;
}

/** The namespaces that objects are in, and those that are objects themselves. */
export function namespacesIn(objects: readonly IdentifiedObject[]): Set<string> {
  return new Set(
    objects.flatMap(({ object, reference: { group, kind, namespace, name } }) => {
      if (group === '' && kind === 'Namespace') return [name];
      return namespace ?? textOf(fieldsOf(object.metadata).namespace) ?? [];
    }),
  );
}

function keyInNamespace(reference: ObjectReference, name: string): string {
  return `${kindOf(reference)} ${name}`;
}
