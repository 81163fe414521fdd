import { type KubernetesObject, keyOf, type ObjectReference, referenceOf } from '@k8s-blocks/manifest';

/** A kind, in any version of its group. */
export type GroupKind = Pick<ObjectReference, 'group' | 'kind'>;

/** Where the members of an ApplySet are to be looked for: of which kinds, in which namespaces. It may say more than there is. */
export interface Contents {
  readonly groupKinds: readonly GroupKind[];
  readonly namespaces: readonly string[];
}

/** The kinds and namespaces of objects. Those without a name are passed over. */
export function contentsOf(objects: readonly KubernetesObject[]): Contents {
  return contentsOfReferences(objects.flatMap((object) => referenceOf(object) ?? []));
}

/** The kinds and namespaces of references. */
export function contentsOfReferences(references: readonly ObjectReference[]): Contents {
  return {
    groupKinds: uniqueGroupKinds(references),
    namespaces: sorted(new Set(references.flatMap(({ namespace }) => namespace ?? []))),
  };
}

/** What is in one of both, or in both. */
export function union(one: Contents, other: Contents): Contents {
  return {
    groupKinds: uniqueGroupKinds([...one.groupKinds, ...other.groupKinds]),
    namespaces: sorted(new Set([...one.namespaces, ...other.namespaces])),
  };
}

function uniqueGroupKinds(all: readonly GroupKind[]): readonly GroupKind[] {
  const unique = new Map(all.map(({ group, kind }) => [keyOf({ group, kind, name: '' }), { group, kind }]));
  return [...unique.values()].sort((one, other) => compare(formatGroupKind(one), formatGroupKind(other)));
}

const GROUP_KINDS = 'applyset.kubernetes.io/contains-group-kinds';
const ADDITIONAL_NAMESPACES = 'applyset.kubernetes.io/additional-namespaces';

/**
 * Our own annotation: all namespaces with members, that of the parent only if it has some. By the specification it always counts, and
 * whoever may not list objects there could not deploy.
 */
const NAMESPACES = 'k8s-blocks/namespaces';

/**
 * Contents as annotations of a parent, sorted, as the specification has it.
 *
 * @param ownNamespace that of the parent, which is no additional one.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-contains-group-kinds
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#applyset-kubernetes-io-additional-namespaces
 */
export function toAnnotations(contents: Contents, ownNamespace: string): Readonly<Record<string, string>> {
  const namespaces = contents.namespaces.filter((namespace) => namespace !== ownNamespace);
  return {
    [GROUP_KINDS]: contents.groupKinds.map(formatGroupKind).join(','),
    [ADDITIONAL_NAMESPACES]: namespaces.join(','),
    [NAMESPACES]: contents.namespaces.join(','),
  };
}

/** The contents that annotations of a parent say. */
export function fromAnnotations(annotations: Readonly<Record<string, string>>, ownNamespace: string): Contents {
  const { [NAMESPACES]: all, [ADDITIONAL_NAMESPACES]: additional } = annotations;
  const namespaces = all === undefined ? [ownNamespace, ...wordsOf(additional)] : wordsOf(all);
  return {
    groupKinds: uniqueGroupKinds(wordsOf(annotations[GROUP_KINDS]).map(parseGroupKind)),
    namespaces: sorted(new Set(namespaces)),
  };
}

/** `Deployment.apps`; `Service` of the core group. A kind has no dot. */
function formatGroupKind({ group, kind }: GroupKind): string {
  return group === '' ? kind : `${kind}.${group}`;
}

function parseGroupKind(text: string): GroupKind {
  const dot = text.indexOf('.');
  return dot === -1 ? { group: '', kind: text } : { kind: text.slice(0, dot), group: text.slice(dot + 1) };
}

function wordsOf(list = ''): readonly string[] {
  return list.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
}

function sorted(texts: Iterable<string>): readonly string[] {
  return [...texts].sort(compare);
}

/** By code units: the order depends on no locale. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
