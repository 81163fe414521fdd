import fc from 'fast-check';

/**
 * What a random service says by a marker, which is replaced for each of its layers: the prefix, the suffix and the namespace of
 * the environment, and the few names that the objects of one service have, so that many are equal and references often lead to one.
 */
export const PREFIX = '@{prefix}';
export const SUFFIX = '@{suffix}';
export const NAMESPACE = '@{namespace}';
/** A namespace of others, which may be another one in the environment than in base. */
export const ELSEWHERE = '@{elsewhere}';
/** A version that is another one in the environment. */
export const VERSION = '@{version}';
const OWN = ['@{own0}', '@{own1}'];
/** Names that no other service has: Kustomize finds accounts and objects of the whole cluster across namespaces. */
const UNIQUE = ['@{unique0}', '@{unique1}'];

/** The name of an object in the namespace of the service. */
export const ownName = fc.constantFrom(...OWN);
/** The name of an object of the whole cluster, of another namespace, or of a ServiceAccount. */
export const uniqueName = fc.constantFrom(...UNIQUE);

/** A reference that Kustomize follows: by the bare name, or by that of the environment. */
export const followed = mostly(fc.constantFrom(...OWN, ...OWN, ...OWN.map(here), ...OWN.map(here), ...UNIQUE));
export const followedUnique = fc.constantFrom(...UNIQUE, ...UNIQUE.map(here), 'external');
/** A reference that it does not follow, by the name of the environment. */
export const unfollowed = mostly(fc.constantFrom(...OWN.map(here)));
export const unfollowedUnique = fc.constantFrom(...UNIQUE.map(here), 'external');

/** A reference by the bare name where Kustomize may not follow it. */
export const bare = fc.constantFrom(...OWN, ...UNIQUE);

/** Now and then it is the name of an object of another scope or namespace, or of none. */
function mostly(own: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const others = fc.constantFrom(...UNIQUE.map(here), 'external');
  return fc.oneof({ arbitrary: own, weight: 4 }, { arbitrary: others, weight: 1 });
}

function here(name: string): string {
  return `${PREFIX}${name}${SUFFIX}`;
}

/** What the markers stand for in one layer. */
export interface Marked {
  readonly namespace: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly elsewhere: string;
  readonly version: string;
  readonly names: Names;
}

/** The names of the objects of a service. */
export interface Names {
  readonly own0: string;
  readonly own1: string;
  readonly unique0: string;
  readonly unique1: string;
}

const uniqueNames = fc.constantFrom('one-tag0', 'two.tag0', 'tag0');
export const names: fc.Arbitrary<Names> = fc.record({
  own0: fc.oneof(fc.constantFrom('a', 'n', 'no', 'b.c', 'd-1'), uniqueNames),
  own1: fc.constantFrom('b', 'y', 'a.b', 'web'),
  unique0: uniqueNames,
  unique1: fc.constantFrom('three-tag0', 'x.y-tag0'),
});

/** A value with its markers replaced, also in keys. */
export function unmarked<T>(value: T, { names, ...others }: Marked): T {
  const values: Readonly<Record<string, string>> = { ...names, ...others };
  const replaced = (text: string) => text.replace(/@\{(\w+)\}/g, (marker, name) => values[name] ?? marker);
  // Twice, since the namespace elsewhere may be that of the service.
  return JSON.parse(replaced(replaced(JSON.stringify(value))));
}
