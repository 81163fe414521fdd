import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Finding, LocatedObject } from '@k8s-blocks/findings';
import { findKind, formatReference, groupBy, keyOf, type ObjectReference, referenceOf } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';

/** A file of manifests, or a kustomization, with the objects that were read of it. */
interface Source {
  readonly file: string;
  readonly isKustomization: boolean;
  readonly objects: readonly LocatedObject[];
  /** What they are, by key, but for Namespaces: several may bring the same. */
  readonly named: ReadonlyMap<string, Named>;
}

/** The objects that are applied together, as far as can be told; and what tells that they are not all. */
export interface Alternatives {
  /** One list if all can be in one cluster. What no alternative has otherwise is in each. */
  readonly stacks: readonly (readonly LocatedObject[])[];
  /** That they are judged apart. */
  readonly findings: readonly Finding[];
}

interface Named {
  readonly reference: ObjectReference;
  readonly object: unknown;
}

/**
 * Tells apart what cannot be in one cluster: two kustomizations below one folder that both have the Deployment `web` are its overlays
 * for two clusters, and so are two folders of files, or two files of which most is the same. Objects of the same name in files
 * side by side are duplicates.
 *
 * @param objects those without a file are in each stack.
 * @param isNamed whether a file or kustomization was asked for by name: what is named together is applied together.
 */
export function alternativesOf(
  objects: readonly LocatedObject[],
  isNamed: (located: LocatedObject) => boolean,
): Alternatives {
  const sources = sourcesOf(objects);
  const conflicts = conflictsOf(sources, isNamed);
  if (conflicts.size === 0) return { stacks: [objects], findings: [] };
  const covered = new Set<Source>();
  const stacks: Source[][] = [];
  for (const source of sources) {
    if (covered.has(source)) continue;
    const stack = stackAround(source, sources, conflicts);
    for (const each of stack) covered.add(each);
    stacks.push(stack);
  }
  const others = objects.filter(({ file }) => file === undefined);
  return {
    stacks: stacks.map((stack) => [...others, ...stack.flatMap((source) => source.objects)]),
    findings: [judgedApart(sources, conflicts, stacks.length)],
  };
}

function sourcesOf(objects: readonly LocatedObject[]): readonly Source[] {
  const byFile = groupBy(objects, ({ file }) => (file === undefined ? [] : [file]));
  return [...byFile].map(([file, those]) => {
    const named = those.flatMap(({ object }): readonly Named[] => {
      const reference = referenceOf(object);
      return reference === undefined || reference.kind === 'Namespace' ? [] : [{ reference, object }];
    });
    return {
      file,
      isKustomization: those[0]?.rewritten === true,
      objects: those,
      named: new Map(named.map((each) => [identityOf(each.reference), each])),
    };
  });
}

/** What two sources cannot both have: an object, or a workload of the same name, also of another kind. */
function identityOf(reference: ObjectReference): string {
  return keyOf(findKind(reference)?.scales === true ? { ...reference, group: '', kind: 'workload' } : reference);
}

type Conflicts = ReadonlyMap<Source, ReadonlySet<Source>>;

function conflictsOf(sources: readonly Source[], isNamed: (located: LocatedObject) => boolean): Conflicts {
  const below = sources.filter(({ objects: [first] }) => first !== undefined && !isNamed(first));
  const byKey = groupBy(below, ({ named }) => named.keys());
  const conflicts = new Map<Source, Set<Source>>();
  for (const sharing of byKey.values()) {
    for (const one of sharing) {
      for (const other of sharing) {
        if (one === other || conflicts.get(one)?.has(other) || !areAlternatives(one, other)) continue;
        conflicts.set(one, (conflicts.get(one) ?? new Set()).add(other));
      }
    }
  }
  return conflicts;
}

/** Whether two sources that share an object are alternatives. */
function areAlternatives(one: Source, other: Source): boolean {
  const count = sharedBy(one, other).length;
  if (count === 0) return false;
  if (one.isKustomization || other.isKustomization || dirname(one.file) !== dirname(other.file)) return true;
  return count > 1 && count * 2 > Math.min(one.named.size, other.named.size);
}

/** What both have. One definition of custom resources may be brought by several, if they say the same of it. */
function sharedBy(one: Source, other: Source): readonly ObjectReference[] {
  return [...one.named].flatMap(([key, { reference, object }]) => {
    const found = other.named.get(key);
    const isBrought = reference.kind === 'CustomResourceDefinition' && isDeepStrictEqual(found?.object, object);
    return found === undefined || isBrought ? [] : [reference];
  });
}

/** A source with all others that can be beside it: the nearest first, so that those of its own folder come before those of others. */
function stackAround(source: Source, sources: readonly Source[], conflicts: Conflicts): Source[] {
  const stack = new Set([source]);
  const excluded = new Set(conflicts.get(source));
  const nearest = sources
    .map((each) => ({ each, near: commonFolders(each.file, source.file) }))
    .sort((one, other) => other.near - one.near);
  for (const { each } of nearest) {
    if (excluded.has(each)) continue;
    stack.add(each);
    for (const other of conflicts.get(each) ?? []) excluded.add(other);
  }
  return sources.filter((each) => stack.has(each));
}

function commonFolders(one: string, other: string): number {
  const steps = one.split(/[/\\]/);
  const otherSteps = other.split(/[/\\]/);
  const end = steps.findIndex((step, index) => step !== otherSteps[index]);
  return end < 0 ? steps.length : end;
}

function judgedApart(sources: readonly Source[], conflicts: Conflicts, stacks: number): Finding {
  const apart = sources.filter((source) => conflicts.has(source));
  const [first] = apart;
  const [other] = first === undefined ? [] : (conflicts.get(first) ?? []);
  const shared = first === undefined || other === undefined ? undefined : sharedBy(first, other)[0];
  const example = shared === undefined ? 'objects' : `${formatReference(shared, { withNamespace: true })}`;
  return {
    rule: 'judged-apart',
    code: 'judged-apart',
    severity: 'notice',
    ...(first === undefined ? {} : { file: first.file }),
    problem: `${apart.length} files and kustomizations have objects of the same names, such as ${example} in ${formatNames([first?.file ?? '', other?.file ?? ''])}: they are judged as ${stacks} alternatives, of which a cluster has one.`,
    why: 'What is wrong between two alternatives is not looked for.',
    remedy: 'Name those that are applied together: verify <path> <path>.',
  };
}
