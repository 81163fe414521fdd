import { groupOf } from './api-version.ts';
import { type FieldPath, valueAt } from './field-path.ts';
import { type Fields, fieldsOf } from './fields.ts';
import { CLUSTER_SCOPED_CUSTOM_RESOURCES, KINDS, type Kind } from './kind-table.ts';

/** The table of kinds, indexed by group and kind. */
const KINDS_BY_NAME: ReadonlyMap<string, Kind> = new Map(KINDS.map((each) => [mapKey(each.group, each.kind), each]));

/** A key of group and kind. It is unambiguous, since a group has no slash. */
function mapKey(group: string, kind: string): string {
  return `${group}/${kind}`;
}

/** The facts about a kind; undefined if it is not one of Kubernetes' own, as those of custom resources are not. */
export function findKind({ group, kind }: Pick<Kind, 'group' | 'kind'>): Kind | undefined {
  return KINDS_BY_NAME.get(mapKey(group, kind));
}

/**
 * The kind of an object, in any version of its group; undefined if it is not one of Kubernetes' own.
 *
 * @param object any value.
 */
export function kindOf(object: unknown): Kind | undefined {
  const { apiVersion, kind } = fieldsOf(object);
  return typeof kind === 'string' ? KINDS_BY_NAME.get(mapKey(groupOf(apiVersion), kind)) : undefined;
}

/**
 * Whether the objects of a kind are in namespaces. Undefined if it is not known: of custom resources, only the common ones of
 * the whole cluster are.
 */
export function isNamespaced(kind: Pick<Kind, 'group' | 'kind'>): boolean | undefined {
  const found = findKind(kind);
  if (found !== undefined) return found.scope === 'Namespaced';
  return CLUSTER_SCOPED_CUSTOM_RESOURCES.has(`${kind.group} ${kind.kind}`) ? false : undefined;
}

/** Kubernetes' own kinds of a name: `Event` is one of the core group and one of `events.k8s.io`. */
export function kindsNamed(name: string): readonly Kind[] {
  return KINDS.filter(({ kind }) => kind === name);
}

/** The API versions of a kind, the newest stable one first: `autoscaling/v2`, `autoscaling/v1`. */
export function apiVersionsOf({ group, versions }: Pick<Kind, 'group' | 'versions'>): readonly string[] {
  return versions.map((version) => (group === '' ? version : `${group}/${version}`));
}

/** The API versions of the kinds of a group; none if the group is not one of Kubernetes' own. */
export function apiVersionsOfGroup(group: string): readonly string[] {
  return [...new Set(KINDS.filter((each) => each.group === group).flatMap(apiVersionsOf))];
}

/** The names of kinds, indexed by the `apiVersion` in which they are served. */
const KINDS_BY_VERSION: ReadonlyMap<string, readonly string[]> = kindsByVersion();

function kindsByVersion(): ReadonlyMap<string, readonly string[]> {
  const served = new Map<string, string[]>();
  for (const each of KINDS) {
    for (const apiVersion of apiVersionsOf(each)) {
      served.set(apiVersion, [...(served.get(apiVersion) ?? []), each.kind]);
    }
  }
  return served;
}

/**
 * The kinds that Kubernetes 1.33 to 1.36 serve in a version of a group; undefined if the group is not one of Kubernetes' own.
 *
 * @param apiVersion as in a manifest: `apps/v1`.
 */
export function servedKinds(apiVersion: string): readonly string[] | undefined {
  return KINDS_BY_VERSION.get(apiVersion);
}

/** A pod template and its path. */
export interface PodTemplate {
  readonly template: Fields;
  /** The path of the template in the object. For a Pod, which has the fields of a template itself: `[]`. */
  readonly path: FieldPath;
}

/**
 * The pod template of an object, empty if the object lacks it; of a Pod the Pod itself. Undefined if the kind has none, or
 * is not one of Kubernetes' own.
 *
 * @param object any value.
 */
export function podTemplateOf(object: unknown): PodTemplate | undefined {
  const path = kindOf(object)?.podTemplate;
  return path && { template: fieldsOf(valueAt(object, path)), path };
}
